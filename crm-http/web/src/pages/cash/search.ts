import type { Schemas } from "@/api/client";
import { isText, readId, readTexts } from "@/lists/address";
import { codes } from "@/words";

export type Handover = Schemas["CashHandover"];

/** What the address says: which hand-overs, and which one is open. */
export interface CashSearch {
  state?: Handover["state"];
  city?: string;
  masterId?: number;
  handover?: number;
}

const checks = { state: (value: string) => codes("cashState").includes(value), city: isText };

export function readCashSearch(given: Record<string, unknown>): CashSearch {
  return { ...readTexts(checks, given), ...readId("masterId", given), ...readId("handover", given) } as CashSearch;
}
