const DAY = 86_400_000;

/** The date that a city's clocks show, such as `2025-01-22`. */
export function dayIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** The time that a city's clocks show, such as `17:05`. */
export function clockIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(at);
}

/** So many days later. */
export function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** `ср, 25` */
export function namedDay(day: string, lang: string): string {
  const locale = lang === "ru" ? "ru-RU" : "en-GB";
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "short", day: "numeric" }).format(Date.parse(`${day}T00:00:00Z`));
}

/** The instant at which a zone's clocks show such as `2025-01-22T17:05`; of a skipped or repeated hour, one that is near. */
export function instantIn(zone: string, local: string): string {
  const shown = Date.parse(`${local}Z`);
  const clock = (at: number) => Date.parse(`${dayIn(zone, at)}T${clockIn(zone, at)}Z`);
  const near = shown - (clock(shown) - shown);
  return new Date(near - (clock(near) - shown)).toISOString();
}
