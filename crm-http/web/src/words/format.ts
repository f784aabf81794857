import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, told } from "@/api/client";
import { useLook } from "./look";

/** The office's settings: read before the first page is shown, see `Shell`. */
export const useSettings = () =>
  useQuery({ queryKey: ["setting"], queryFn: () => told(api.GET("/api/settings")), staleTime: Infinity });

/** The office's own zone, whose clocks all times are shown by; never the browser's. */
export function useOfficeZone(): string {
  const { data } = useSettings();
  if (!data) throw new Error("the settings are not read yet");
  return data.data.officeZone;
}

/** How times, numbers, money and phones are written. Times are of the given zone, or else of the office's. */
export function useFormat(zone?: string) {
  const lang = useLook((look) => look.lang);
  const office = useOfficeZone();
  const timeZone = zone ?? office;
  return useMemo(() => {
    const locale = lang === "ru" ? "ru-RU" : "en-GB";
    const day = new Intl.DateTimeFormat(locale, { timeZone, day: "2-digit", month: "2-digit", year: "2-digit" });
    const time = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit" });
    const number = new Intl.NumberFormat(locale);
    const money = new Intl.NumberFormat(locale, { style: "currency", currency: "RUB", currencyDisplay: "narrowSymbol" });
    return {
      day: (at: string) => day.format(new Date(at)),
      time: (at: string) => time.format(new Date(at)),
      number: (value: number) => number.format(value),
      // Intl takes the decimal string as it is: no float in between.
      money: (value: string) => money.format(value as Intl.StringNumericLiteral),
      seconds,
      phone,
    };
  }, [lang, timeZone]);
}

/** `75` as `1:15`, `3675` as `1:01:15`. */
function seconds(value: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const [h, m, s] = [Math.floor(value / 3600), Math.floor(value / 60) % 60, value % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `+79161234567` as `+7 916 123-45-67`; any other number as it is. */
function phone(value: string): string {
  return value.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, "+7 $1 $2-$3-$4");
}
