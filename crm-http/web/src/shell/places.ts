import { ChartColumn, Gauge, MonitorDot, Phone, type LucideIcon } from "lucide-react";
import type { Role } from "@/session/session";
import type { Words } from "@/words";

export interface Place {
  path: string;
  name: (words: Words) => string;
  icon: LucideIcon;
  /** Who sees it. The server decides again about everything that is asked. */
  roles: readonly Role[];
  /** After `g`. */
  key: string;
}

/** The sections, in the order of the menu. A role's first one is where it begins. */
export const places: readonly Place[] = [
  { path: "/calls", name: (words) => words.places.calls, icon: Phone, roles: ["admin", "director", "operator"], key: "c" },
  { path: "/my", name: (words) => words.places.my, icon: Gauge, roles: ["operator"], key: "f" },
  { path: "/reports", name: (words) => words.places.reports, icon: ChartColumn, roles: ["admin", "director"], key: "r" },
  { path: "/wallboard", name: (words) => words.places.wallboard, icon: MonitorDot, roles: ["admin", "director"], key: "w" },
];

export const placesOf = (role: Role) => places.filter((place) => place.roles.includes(role));
export const homeOf = (role: Role) => placesOf(role)[0]?.path;
