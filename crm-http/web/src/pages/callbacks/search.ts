import type { Schemas } from "@/api/client";
import { isDate, isText, readId, readTexts } from "@/lists/address";
import { codes } from "@/words";

/** What the address says: the filters, and which call-back is open. */
export interface CallbacksSearch {
  state?: Schemas["Callback"]["state"];
  city?: string;
  phone?: string;
  dateFrom?: string;
  dateTo?: string;
  callback?: number;
}

const checks = {
  state: (value: string) => codes("callbackState").includes(value),
  city: isText,
  phone: isText,
  dateFrom: isDate,
  dateTo: isDate,
};

export function readCallbacksSearch(given: Record<string, unknown>): CallbacksSearch {
  return { ...readTexts(checks, given), ...readId("callback", given) } as CallbacksSearch;
}
