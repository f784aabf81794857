import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { useFollowed } from "@/live/useFollowed";
import { dayIn } from "@/words/days";
import { Skeleton } from "@/ui/states";
import { useNow } from "@/ui/clock";
import { useTexts } from "@/words";
import { useFormat, useOfficeZone } from "@/words/format";
import { texts } from "./words";

const KEY = "my";
/** All the office's calls are told of, and one's own figures change by few of them. */
const PAUSE = 5_000;

/** One's own figures of today. */
export function MyDay() {
  const said = useTexts(texts).my;
  const format = useFormat();
  const zone = useOfficeZone();
  const now = useNow();
  const today = dayIn(zone, now);
  useFollowed(KEY, ["call", "order"], PAUSE);
  const my = useQuery({
    queryKey: [KEY, "today", today],
    queryFn: ({ signal }) => told(api.GET("/api/stats/my", { params: { query: { startDate: today, endDate: today } }, signal })),
  });
  const data = my.data?.data;
  const figures = [
    [said.calls, data?.calls.total],
    [said.accepted, data?.calls.accepted],
    [said.missed, data?.calls.missed],
    [said.orders, data?.orders.total],
  ] as const;
  return (
    <section aria-label={said.title} className="rounded-lg border border-edge bg-sheet p-3">
      <h2 className="mb-2 font-semibold">{said.title}</h2>
      {my.isError ? (
        <p className="text-soft">{said.failed}</p>
      ) : (
        <dl className="flex justify-between gap-2">
          {figures.map(([name, value]) => (
            <div key={name} className="flex min-w-0 flex-col-reverse">
              <dt className="text-xs text-soft">{name}</dt>
              <dd className="h-7 text-xl font-semibold">{value === undefined ? <Skeleton className="h-6 w-8" /> : format.number(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
