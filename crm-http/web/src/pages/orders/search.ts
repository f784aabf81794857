import type { Schemas } from "@/api/client";
import { isDate, isText, readId, readTexts } from "@/lists/address";
import { codes } from "@/words";

export type Order = Schemas["Order"];
export type Status = Order["statusOrder"];

export const VIEWS = ["list", "board", "calendar"] as const;
export type View = (typeof VIEWS)[number];

/** Which orders: the words of the API, so that a list, a board, a day and a file are of the same ones. */
export interface OrderFilters {
  q?: string;
  status?: Status;
  city?: string;
  rk?: string;
  masterId?: number;
  operatorId?: number;
  typeOrder?: Order["typeOrder"];
  typeEquipment?: Order["typeEquipment"];
  dateFrom?: string;
  dateTo?: string;
  meetingFrom?: string;
  meetingTo?: string;
  closingFrom?: string;
  closingTo?: string;
}

/** What the address says: how the orders are seen, which ones, which one is open. */
export interface OrdersSearch extends OrderFilters {
  view?: View;
  /** The day of the calendar. */
  day?: string;
  order?: number;
}

const coded = (set: Parameters<typeof codes>[0]) => (value: string) => codes(set).includes(value);

const checks = {
  view: (value: string) => (VIEWS as readonly string[]).includes(value),
  day: isDate,
  q: isText,
  status: coded("orderStatus"),
  city: isText,
  rk: isText,
  typeOrder: coded("orderType"),
  typeEquipment: coded("equipment"),
  dateFrom: isDate,
  dateTo: isDate,
  meetingFrom: isDate,
  meetingTo: isDate,
  closingFrom: isDate,
  closingTo: isDate,
};

export function readOrdersSearch(given: Record<string, unknown>): OrdersSearch {
  const ids = { ...readId("masterId", given), ...readId("operatorId", given), ...readId("order", given) };
  return { ...readTexts(checks, given), ...ids } as OrdersSearch;
}
