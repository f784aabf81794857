import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { api, told } from "@/api/client";
import { useDays } from "@/figures/useDays";
import { USUAL, type ReportsSearch } from "./search";

const route = getRouteApi("/reports");
const MINUTE = 60_000;

/** What the address asks for, as the API takes it. */
export function useAsked() {
  const search = route.useSearch();
  const days = useDays(search, USUAL);
  const period = days && { startDate: days.startDate, endDate: days.endDate };
  const city = search.city ? { city: search.city } : {};
  const zone = search.zone ? { zone: search.zone } : {};
  return { search, days, period, city, zone, query: period && { ...period, ...city, ...zone } };
}

/** Changes a part of the address, and stays at the report. */
export function useAsk(): (part: Partial<ReportsSearch>) => void {
  const navigate = useNavigate();
  return (part) => {
    const next = (was: ReportsSearch) =>
      Object.fromEntries(Object.entries({ ...was, ...part }).filter(([, value]) => value !== undefined));
    void navigate({ to: ".", search: next as never, replace: true });
  };
}

/**
 * A report. Every call changes some figure: it is read anew each minute while its days go on, and not with every event.
 */
export function useReport<Query, Data>(
  name: string,
  query: Query | undefined,
  read: (query: Query, signal: AbortSignal) => Promise<{ data: Data }>,
) {
  const { days } = useAsked();
  return useQuery({
    queryKey: ["report", name, query],
    queryFn: async ({ signal }) => (await read(query as Query, signal)).data,
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: days?.isLive ? MINUTE : false,
  });
}

export function useOverall() {
  const { query } = useAsked();
  return useReport("overall", query, (asked, signal) => told(api.GET("/api/stats/overall", { params: { query: asked }, signal })));
}

export function useDaily() {
  const { query } = useAsked();
  return useReport("daily", query, (asked, signal) => told(api.GET("/api/stats/daily", { params: { query: asked }, signal })));
}
