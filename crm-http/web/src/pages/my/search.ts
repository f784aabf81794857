import { readPeriod, type PeriodSearch, type Preset } from "@/figures/period";
import { isText, readTexts } from "@/lists/address";

export interface MySearch extends PeriodSearch {
  sort?: string | undefined;
}

export const USUAL: Preset = "week";

export const readMySearch = (given: Record<string, unknown>): MySearch => ({ ...readPeriod(given), ...readTexts({ sort: isText }, given) });
