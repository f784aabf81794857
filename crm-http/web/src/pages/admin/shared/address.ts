import { useNavigate, useSearch } from "@tanstack/react-router";
import { isText, readId, readTexts } from "@/lists/address";

/** What the address of a short list says: what is sought, which record is open and which part of it, what is being added. */
export interface RecordSearch {
  q?: string;
  archived?: "yes";
  /** A record. */
  open?: number;
  part?: string;
  /** Something new; what it begins with, or `new`. */
  add?: string;
  /** Which of a page's lists. */
  view?: string;
  /** A filter of the page's own. */
  of?: string;
  /** The first day that is shown. */
  day?: string;
}

const checks = {
  q: isText,
  archived: (value: string) => value === "yes",
  part: isText,
  add: isText,
  view: isText,
  of: isText,
  day: (value: string) => !Number.isNaN(Date.parse(`${value}T00:00:00Z`)),
};

export function readRecordSearch(given: Record<string, unknown>): RecordSearch {
  return { ...readTexts(checks, given), ...readId("open", given) } as RecordSearch;
}

/** The address of the list that is shown, and how to change parts of it: `undefined` leaves one out. */
export function useRecordSearch() {
  const navigate = useNavigate();
  const search: RecordSearch = useSearch({ strict: false });
  const show = (next: { [Name in keyof RecordSearch]: RecordSearch[Name] | undefined }, replace = false) => {
    const all = Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined);
    void navigate({ to: ".", search: Object.fromEntries(all), replace });
  };
  return { search, show, close: () => show({ open: undefined, add: undefined, part: undefined }) };
}
