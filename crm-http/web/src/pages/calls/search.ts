import type { Schemas } from "@/api/client";
import { codes } from "@/words";

/** What the address says: the filters, and which call is open. */
export interface CallsSearch {
  dateFrom?: string;
  dateTo?: string;
  status?: Schemas["Call"]["status"];
  direction?: Schemas["Call"]["direction"];
  city?: string;
  q?: string;
  call?: number;
}

const isDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);
const checks: Record<Exclude<keyof CallsSearch, "call">, (value: string) => boolean> = {
  dateFrom: isDate,
  dateTo: isDate,
  status: (value) => codes("callStatus").includes(value),
  direction: (value) => codes("callDirection").includes(value),
  city: (value) => value !== "",
  q: (value) => value !== "",
};

/** Reads an address that anybody may have typed: what does not hold is left out. */
export function readCallsSearch(given: Record<string, unknown>): CallsSearch {
  // The router reads what looks like a number as one.
  const texts = Object.entries(checks).flatMap(([name, holds]) => {
    const value = given[name];
    const text = typeof value === "number" ? String(value) : value;
    return typeof text === "string" && holds(text) ? [[name, text] as const] : [];
  });
  const call = Number(given["call"]);
  return { ...Object.fromEntries(texts), ...(Number.isSafeInteger(call) && call > 0 && { call }) };
}
