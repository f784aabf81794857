import { isText, readTexts } from "@/lists/address";

export interface WallboardSearch {
  city?: string;
  /** A board hangs in a room: dark, unless the address says otherwise. */
  look?: "light";
}

const checks = { city: isText, look: (value: string) => value === "light" };

export const readWallboardSearch = (given: Record<string, unknown>) => readTexts(checks, given) as WallboardSearch;
