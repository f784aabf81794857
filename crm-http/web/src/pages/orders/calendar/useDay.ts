import { useQueries, useQuery } from "@tanstack/react-query";
import { api, told, type Schemas } from "@/api/client";
import { all } from "@/lists/named";
import { codes } from "@/words";
import type { Order, OrderFilters } from "../search";

type Equipment = Order["typeEquipment"];

export interface Place {
  slot: Schemas["Slot"] | undefined;
  orders: Order[];
}

export interface Row {
  /** The city's own time, such as `2025-01-22T10:00:00`. */
  local: string;
  places: Record<string, Place>;
}

export const equipments = codes("equipment") as Equipment[];

/** Visits that are not to be: they take no place. */
export const isOff = ({ statusOrder }: Order) => statusOrder === "cancelled" || statusOrder === "void";

/** A city's day: its slots, and the orders that the filters leave in each. */
export function useDay(city: string, date: string, filters: OrderFilters) {
  const slots = useQueries({
    queries: equipments.map((typeEquipment) => ({
      queryKey: ["order", "slots", city, typeEquipment, date],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        told(api.GET("/api/slots", { params: { query: { city, date, typeEquipment } }, signal })),
    })),
  });
  const query = { ...filters, city, meetingFrom: date, meetingTo: date };
  const orders = useQuery({
    queryKey: ["order", "day", query],
    queryFn: ({ signal }) =>
      all((cursor) => told(api.GET("/api/orders", { params: { query: { ...query, limit: 100, ...cursor } }, signal }))),
  });
  const queries = [...slots, orders];
  return {
    rows: rowsOf(slots.map(({ data }) => data?.data ?? []), orders.data ?? []),
    count: orders.data?.length,
    isPending: queries.some(({ isPending }) => isPending),
    error: queries.find(({ isError }) => isError)?.error,
    retry: () => {
      for (const one of queries) void one.refetch();
    },
  };
}

function rowsOf(slots: Schemas["Slot"][][], orders: Order[]): Row[] {
  const rows = new Map<string, Row>();
  const at = (local: string, equipment: string): Place => {
    let row = rows.get(local);
    if (!row) {
      row = { local, places: Object.fromEntries(equipments.map((one) => [one, { slot: undefined, orders: [] }])) };
      rows.set(local, row);
    }
    return (row.places[equipment] ??= { slot: undefined, orders: [] });
  };
  slots.forEach((ofOne, index) => {
    for (const slot of ofOne) at(slot.localMeeting, equipments[index] ?? "").slot = slot;
  });
  // A visit may stand at a time that is no slot any more: the city's hours were changed.
  for (const order of orders) at(order.localMeeting, order.typeEquipment).orders.push(order);
  return [...rows.values()].sort((a, b) => a.local.localeCompare(b.local));
}
