import { readPeriod, type PeriodSearch, type Preset } from "@/figures/period";
import { isText, readNumbers, readTexts } from "@/lists/address";
import { codes } from "@/words";
import type { Schemas } from "@/api/client";

/** What the address says of all reports, so that it goes along from one to another. */
export interface ReportsSearch extends PeriodSearch {
  city?: string | undefined;
  sort?: string | undefined;
  variant?: Schemas["ServiceLevel"]["variant"] | undefined;
  answerSeconds?: number | undefined;
  shortSeconds?: number | undefined;
  target?: number | undefined;
  interval?: number | undefined;
  maxOccupancy?: number | undefined;
  shrinkage?: number | undefined;
  patience?: number | undefined;
  handleSeconds?: number | undefined;
}

export const USUAL: Preset = "days30";

/** What a reset takes out of the address. */
export const NOTHING = { period: undefined, from: undefined, to: undefined, city: undefined, zone: undefined };

/** The bounds of the API. */
export const BOUNDS = {
  answerSeconds: [0, 3600],
  shortSeconds: [0, 3600],
  target: [0, 100],
  interval: [15, 60],
  maxOccupancy: [0, 100],
  shrinkage: [0, 99.99],
  patience: [1, 86_400],
  handleSeconds: [1, 86_400],
} as const;

const checks = {
  city: isText,
  sort: isText,
  variant: (value: string) => codes("serviceLevelVariant").includes(value),
};

export function readReportsSearch(given: Record<string, unknown>): ReportsSearch {
  return { ...readPeriod(given), ...readTexts(checks, given), ...readNumbers(BOUNDS, given) } as ReportsSearch;
}
