import { useMemo } from "react";
import { useLook } from "@/words/look";
import type { Order } from "./search";

/** A city's own clock, written as people say it: what the client was told, wherever whoever reads it is. */
export function useLocal() {
  const lang = useLook((look) => look.lang);
  return useMemo(() => {
    const locale = lang === "ru" ? "ru-RU" : "en-GB";
    // The text has no offset: it is shown as it stands, and no zone is reckoned with.
    const day = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "short", day: "2-digit", month: "2-digit" });
    return {
      day: (local: string) => day.format(new Date(`${local.slice(0, 10)}T00:00:00Z`)),
      time: (local: string) => local.slice(11, 16),
    };
  }, [lang]);
}

export function Meeting({ order }: { order: Pick<Order, "localMeeting" | "dateMeeting"> }) {
  const local = useLocal();
  return (
    <time dateTime={order.dateMeeting}>
      <span className="text-soft">{local.day(order.localMeeting)}</span> {local.time(order.localMeeting)}
    </time>
  );
}
