import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { all } from "@/lists/named";
import { dayIn, later } from "@/words/days";
import { useOfficeZone } from "@/words/format";
import { useToday } from "@/words/today";
import type { Order, Status } from "../search";

const OPEN: readonly Status[] = ["new", "accepted", "en_route", "in_progress", "deferred"];

export type When = "earlier" | "today" | "tomorrow" | "later";
const WHEN: readonly When[] = ["earlier", "today", "tomorrow", "later"];

const read = (query: { status?: Status; closingFrom?: string }, signal: AbortSignal) =>
  all((cursor) => told(api.GET("/api/orders", { params: { query: { ...query, limit: 100, ...cursor } }, signal })));

/** By the clocks of the visit's own city. */
function whenOf(order: Order): When {
  const day = order.localMeeting.slice(0, 10);
  const today = dayIn(order.meetingZone, Date.now());
  if (day < today) return "earlier";
  if (day === today) return "today";
  return day === later(today, 1) ? "tomorrow" : "later";
}

/** A master's open visits by day, and what was closed today. The server gives masters their own only. */
export function useVisits() {
  const today = useToday(useOfficeZone());
  const visits = useQuery({
    queryKey: ["order", "visits", "open", today],
    queryFn: async ({ signal }) => {
      const parts = await Promise.all(OPEN.map((status) => read({ status }, signal)));
      return parts.flat().sort((a, b) => a.dateMeeting.localeCompare(b.dateMeeting));
    },
  });
  const done = useQuery({
    queryKey: ["order", "visits", "done", today],
    queryFn: ({ signal }) => read({ closingFrom: today }, signal),
  });
  const groups = WHEN.map((when) => ({ when, orders: visits.data?.filter((order) => whenOf(order) === when) ?? [] }));
  return {
    groups: groups.filter(({ orders }) => orders.length > 0),
    done: done.data ?? [],
    isEmpty: visits.data?.length === 0 && done.data?.length === 0,
    isPending: visits.isPending || done.isPending,
    error: visits.error ?? done.error,
    retry: () => {
      void visits.refetch();
      void done.refetch();
    },
  };
}
