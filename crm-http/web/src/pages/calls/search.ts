import type { Schemas } from "@/api/client";
import { isDate, isText, readId, readTexts } from "@/lists/address";
import { codes } from "@/words";

/** What the address says: the filters, and which call is open. */
export interface CallsSearch {
  dateFrom?: string;
  dateTo?: string;
  status?: Schemas["Call"]["status"];
  direction?: Schemas["Call"]["direction"];
  city?: string;
  rk?: string;
  q?: string;
  operatorId?: number;
  call?: number;
}

const checks = {
  dateFrom: isDate,
  dateTo: isDate,
  status: (value: string) => codes("callStatus").includes(value),
  direction: (value: string) => codes("callDirection").includes(value),
  city: isText,
  rk: isText,
  q: isText,
};

export function readCallsSearch(given: Record<string, unknown>): CallsSearch {
  return { ...readTexts(checks, given), ...readId("operatorId", given), ...readId("call", given) } as CallsSearch;
}
