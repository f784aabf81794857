/** How a series is told apart without its colour. */
type SeriesLook = "line" | "dashes" | "bars" | "frames";

export interface Series {
  label: string;
  values: readonly (number | null)[];
  look: SeriesLook;
  /** A colour of the theme, by its name. */
  tone: "accent" | "good" | "bad" | "warn" | "soft";
}
