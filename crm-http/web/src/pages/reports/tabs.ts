import type { texts } from "./words";

interface ReportTab {
  path: string;
  name: keyof (typeof texts)["ru"]["tabs"];
  /** By what the API exports it. */
  by?: string;
  /** Whether days may count by another zone than the office's. */
  hasZone: boolean;
}

export const tabs: readonly ReportTab[] = [
  { path: "/reports/overview", name: "overview", hasZone: true },
  { path: "/reports/days", name: "days", by: "days", hasZone: true },
  { path: "/reports/operators", name: "operators", by: "operators", hasZone: true },
  { path: "/reports/cities", name: "cities", by: "cities", hasZone: true },
  { path: "/reports/campaigns", name: "campaigns", by: "campaigns", hasZone: true },
  { path: "/reports/masters", name: "masters", by: "masters", hasZone: true },
  { path: "/reports/service", name: "service", hasZone: true },
  { path: "/reports/staffing", name: "staffing", hasZone: false },
];
