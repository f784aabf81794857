import { useCities } from "@/lists/named";
import { useTexts } from "@/words";
import { useLook } from "@/words/look";
import { texts } from "./words";

/** The time of a visit that was chosen, whatever day is looked at: by the clocks of its city. */
export function Chosen({ city, value }: { city: string; value: string }) {
  const said = useTexts(texts).slots;
  const lang = useLook((look) => look.lang);
  const timeZone = useCities().cities.find(({ name }) => name === city)?.zone;
  if (!value || !timeZone) return null;
  const locale = lang === "ru" ? "ru-RU" : "en-GB";
  const when = new Intl.DateTimeFormat(locale, { timeZone, weekday: "short", day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" });
  return <span className="font-medium text-ink">{said.chosen(when.format(new Date(value)))}</span>;
}
