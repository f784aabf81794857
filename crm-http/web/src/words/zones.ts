/** Local days and clocks of a zone, and the instants that they are. Days are `2026-11-23`, clocks `09:30`. */

const parts = (zone: string) =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });

function local(at: Date, zone: string) {
  const of = Object.fromEntries(parts(zone).formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: `${of["year"]}-${of["month"]}-${of["day"]}`, clock: `${of["hour"]}:${of["minute"]}`, seconds: of["second"] ?? "00" };
}

export const dayIn = (at: string | Date, zone: string) => local(new Date(at), zone).day;
export const clockIn = (at: string | Date, zone: string) => local(new Date(at), zone).clock;

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function ahead(at: Date, zone: string): number {
  const { day, clock, seconds } = local(at, zone);
  return Date.parse(`${day}T${clock}:${seconds}Z`) - Math.floor(at.getTime() / 1000) * 1000;
}

/** The instant at which the zone's clocks show this. Of two, where clocks are set back, the one that the first guess finds. */
export function instant(day: string, clock: string, zone: string): string {
  const shown = Date.parse(`${day}T${clock}:00Z`);
  const guess = new Date(shown - ahead(new Date(shown), zone));
  return new Date(shown - ahead(guess, zone)).toISOString();
}

/** So many days later, or earlier. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The Monday of the day's week. */
export const mondayOf = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** Every zone that the browser knows, by its name, what it is called and how far it is from UTC. */
export function zoneChoices(locale: string, known: readonly string[] = []) {
  const now = new Date();
  const names = new Set([...Intl.supportedValuesOf("timeZone"), ...known]);
  const called = (zone: string, timeZoneName: "longGeneric" | "shortOffset") =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName }).formatToParts(now).find(({ type }) => type === "timeZoneName")?.value;
  return [...names].map((zone) => {
    const offset = called(zone, "shortOffset")?.replace("GMT", "UTC") ?? "";
    return { value: zone, label: `${zone} · ${called(zone, "longGeneric")} · ${offset}` };
  });
}
