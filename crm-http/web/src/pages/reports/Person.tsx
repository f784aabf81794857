import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { api, told } from "@/api/client";
import { Personal } from "@/figures/Personal";
import { Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { useAsk, useAsked, useReport } from "./asked";
import { texts } from "./words";

const route = getRouteApi("/reports/operators/$person");

/** What somebody sees of their own under "my figures", for whoever answers for them. */
export function Person() {
  const said = useTexts(texts);
  const id = Number(route.useParams().person);
  const { search, period } = useAsked();
  const ask = useAsk();
  const who = useQuery({
    queryKey: ["operator", "card", id],
    queryFn: ({ signal }) => told(api.GET("/api/operators/{id}", { params: { path: { id } }, signal })),
  });
  const query = period && { ...period, ...(search.zone && { zone: search.zone }) };
  const report = useReport(`person-${id}`, query, (asked, signal) =>
    told(api.GET("/api/stats/operator/{id}", { params: { path: { id }, query: asked }, signal })),
  );
  return (
    <>
      <div className="flex min-h-8 shrink-0 items-center gap-3">
        <Link to="/reports/operators" search className="flex min-h-6 items-center gap-1 text-accent underline-offset-2 hover:underline">
          <ArrowLeft size={15} aria-hidden />
          {said.tabs.operators}
        </Link>
        <h2 className="text-base font-semibold">{who.data?.data.name ?? <Skeleton className="h-4 w-40" />}</h2>
      </div>
      <Personal report={report} sort={search.sort} onSort={(sort) => ask({ sort })} />
    </>
  );
}
