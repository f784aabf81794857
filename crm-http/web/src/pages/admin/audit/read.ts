import type { Schemas } from "@/api/client";
import { codes, useLabel, useTexts, useWords, type CodeSet } from "@/words";
import { useFormat } from "@/words/format";
import { useNames } from "../shared/subject";
import { texts } from "./words";

export type Entry = Schemas["AuditEntry"] & { id: number };

/** The sets whose codes a field may hold: which one it is depends on what the entry is about. */
const SETS: Record<string, CodeSet[]> = {
  role: ["role"],
  status: ["operatorStatus", "orderStatus", "callStatus"],
  statusOrder: ["orderStatus"],
  state: ["workState", "callbackState", "cashState", "jobState"],
  direction: ["callDirection"],
};
const IS_TIME = /^\d{4}-\d{2}-\d{2}T.*Z$/;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** The particulars of an entry as fields; anything else is one nameless field. */
export function particulars(payload: unknown): Record<string, unknown> {
  if (payload === null || payload === undefined) return {};
  return isRecord(payload) ? payload : { "": payload };
}

/** Who acted: by name, or the part of the program that did. */
export function useActor(): (entry: Entry) => string {
  const said = useTexts(texts);
  const names = useNames();
  return ({ actor, operatorId }) => {
    if (operatorId != null) return names.operator(operatorId) ?? said.somebody(String(operatorId));
    const part = actor.split(":")[1] ?? actor;
    return `${said.system}: ${said.actor[part] ?? part}`;
  };
}

/** A value of an entry as people read it: ids by their names, codes by their labels, times by the office's clocks. */
export function useValue(): (field: string, value: unknown) => string {
  const words = useWords();
  const said = useTexts(texts).card;
  const label = useLabel();
  const format = useFormat();
  const names = useNames();
  const named: Record<string, (id: number) => string | undefined> = {
    city: names.city,
    moreCities: names.city,
    campaign: names.campaign,
    operatorId: names.operator,
    master: names.operator,
  };
  const read = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === "") return words.lists.none;
    if (Array.isArray(value)) return value.length > 0 ? value.map((one) => read(field, one)).join(", ") : words.lists.none;
    if (typeof value === "boolean") return value ? said.yes : said.no;
    if (typeof value === "number") {
      if (field === "visitFrom" || field === "visitTo") return format.seconds(value * 60).replace(/:00$/, "");
      return named[field]?.(value) ?? String(value);
    }
    if (typeof value !== "string") return JSON.stringify(value);
    const set = SETS[field]?.find((one) => codes(one).includes(value));
    if (set) return label(set, value);
    return IS_TIME.test(value) ? `${format.day(value)} ${format.time(value)}` : value;
  };
  return read;
}
