import type { Schemas } from "@/api/client";

export type Settings = Schemas["Settings"];
export type SettingName = keyof Settings;

interface Figure {
  name: Exclude<SettingName, "officeZone">;
  unit: "seconds" | "days";
  /** What the server takes; told, and decided by the server. */
  least: number;
  most: number;
  /** Which warning a shorter time needs: what is kept no longer is gone. */
  goes?: "raw" | "feed" | "audit";
}

/** The figures as they stand on the page. */
export const figures: Record<"calls" | "provider" | "kept", Figure[]> = {
  calls: [
    { name: "wrapUpSeconds", unit: "seconds", least: 0, most: 3600 },
    { name: "closeAfterLegsSeconds", unit: "seconds", least: 5, most: 3600 },
    { name: "closeAfterSilenceSeconds", unit: "seconds", least: 600, most: 86_400 },
    { name: "offlineAfterSeconds", unit: "seconds", least: 60, most: 86_400 },
  ],
  provider: [
    { name: "eventsAheadSeconds", unit: "seconds", least: 600, most: 604_800 },
    { name: "eventsBehindSeconds", unit: "seconds", least: 86_400, most: 31_622_400 },
  ],
  kept: [
    { name: "rawEventsKeptDays", unit: "days", least: 93, most: 36_500, goes: "raw" },
    { name: "feedKeptDays", unit: "days", least: 7, most: 36_500, goes: "feed" },
    { name: "auditKeptDays", unit: "days", least: 366, most: 36_500, goes: "audit" },
  ],
};

export const groups = Object.keys(figures) as (keyof typeof figures)[];

/** What would be gone for ever with these settings and is not yet. */
export function losses(before: Settings, after: Partial<Settings>): NonNullable<Figure["goes"]>[] {
  // 0 is for ever.
  const kept = (days: number) => (days === 0 ? Infinity : days);
  return figures.kept.flatMap(({ name, goes }) => {
    const next = after[name];
    return goes && next !== undefined && kept(next) < kept(before[name]) ? [goes] : [];
  });
}
