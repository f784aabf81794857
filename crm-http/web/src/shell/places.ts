import { Headphones, Phone, PhoneMissed, Settings, Wrench, ClipboardList, Wallet, type LucideIcon } from "lucide-react";
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
  { path: "/desk", name: (words) => words.places.desk, icon: Headphones, roles: ["operator"], key: "d" },
  { path: "/orders", name: (words) => words.places.orders, icon: ClipboardList, roles: ["admin", "director", "operator", "master"], key: "o" },
  { path: "/calls", name: (words) => words.places.calls, icon: Phone, roles: ["admin", "director", "operator"], key: "c" },
  { path: "/callbacks", name: (words) => words.places.callbacks, icon: PhoneMissed, roles: ["operator", "director", "admin"], key: "m" },
  { path: "/cash", name: (words) => words.places.cash, icon: Wallet, roles: ["admin", "director", "master"], key: "k" },
  { path: "/masters", name: (words) => words.places.masters, icon: Wrench, roles: ["director"], key: "a" },
  { path: "/admin", name: (words) => words.places.admin, icon: Settings, roles: ["admin"], key: "a" },
];

export const placesOf = (role: Role) => places.filter((place) => place.roles.includes(role));
export const homeOf = (role: Role) => placesOf(role)[0]?.path;
