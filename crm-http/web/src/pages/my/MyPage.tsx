import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { api, told } from "@/api/client";
import { PeriodPicker } from "@/figures/PeriodPicker";
import { Personal } from "@/figures/Personal";
import { useDays } from "@/figures/useDays";
import { useKeys } from "@/keys/keys";
import { useFollowed } from "@/live/useFollowed";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { useTexts, useWords } from "@/words";
import { USUAL, type MySearch } from "./search";
import { texts } from "./words";

const route = getRouteApi("/my");
const KEY = "my";
/** One's calls end one after the other, but all the office's are told of. */
const PAUSE = 5_000;

/** An operator's own figures. */
export function MyPage() {
  const words = useWords();
  const said = useTexts(texts);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const days = useDays(search, USUAL);
  const period = useRef<HTMLSelectElement>(null);
  const query = days && { startDate: days.startDate, endDate: days.endDate };
  const report = useQuery({
    queryKey: [KEY, query],
    queryFn: async ({ signal }) => (await told(api.GET("/api/stats/my", { params: { query: query ?? {} }, signal }))).data,
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
  useFollowed(KEY, ["call", "order", "operator"], PAUSE);
  const ask = (part: MySearch) => {
    const next = Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined);
    void navigate({ search: Object.fromEntries(next), replace: true });
  };
  const reset = () => ask({ period: undefined, from: undefined, to: undefined });
  useKeys(said.title, [
    { keys: "p", about: said.period, run: () => period.current?.focus() },
    { keys: "x", about: words.keys.reset, run: reset },
  ]);
  const isFiltered = Boolean(search.period ?? search.from ?? search.to);
  return (
    <Page scrolls title={said.title}>
      <search aria-label={said.filters} className="flex flex-wrap items-end gap-2 *:w-36 *:last:w-auto">
        <PeriodPicker value={search} usual={USUAL} days={days} onChange={ask} box={period} />
        <Button look="quiet" className={isFiltered ? "" : "invisible"} onClick={reset}>
          {words.actions.reset}
        </Button>
      </search>
      <Personal report={report} sort={search.sort} onSort={(sort) => ask({ sort })} />
    </Page>
  );
}
