import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect } from "react";
import { useKeys } from "@/keys/keys";
import { useCities } from "@/lists/named";
import { useCount } from "@/lists/Listing";
import { later } from "@/words/days";
import { useUser } from "@/session/session";
import { Button, IconButton } from "@/ui/button";
import { box } from "@/ui/field";
import { Empty, Failed, Skeleton } from "@/ui/states";
import { useTypedDate } from "@/ui/typedDate";
import { useTexts } from "@/words";
import { useToday } from "@/words/today";
import type { ViewProps } from "../OrderList";
import type { OrderFilters } from "../search";
import { texts } from "../words";
import { DayTable } from "./DayTable";
import { useDay } from "./useDay";

interface Props extends ViewProps {
  day: string | undefined;
  onDay: (day: string) => void;
}

/** One city's day: what is agreed, and what is still free. */
export function Calendar({ filters, day, onDay, ...rest }: Props) {
  const said = useTexts(texts).day;
  const user = useUser();
  const { cities, isPending } = useCities();
  const name = filters.city ?? user.city ?? cities.find(({ archived }) => !archived)?.name;
  const city = cities.find((one) => one.name === name);
  if (isPending) return <Skeleton className="min-h-0 flex-1" />;
  if (!city) return <Empty title={said.noCity} hint={said.noCityHint} />;
  return <Day {...rest} filters={filters} city={city.name} zone={city.zone} day={day} onDay={onDay} />;
}

function Day({ filters, city, zone, day, onDay, chosen, onOpen, onCount }: Props & { city: string; zone: string }) {
  const all = useTexts(texts);
  const said = all.day;
  const inWords = useCount();
  const today = useToday(zone);
  const date = day ?? today;
  const { meetingFrom: _, meetingTo: __, ...kept } = filters;
  const data = useDay(city, date, kept satisfies OrderFilters);
  const count = data.count === undefined ? undefined : inWords({ total: data.count, atLeast: false });
  useEffect(() => onCount(count), [count, onCount]);
  const go = (by: number) => onDay(later(date, by));
  useKeys(all.views.calendar, [
    { keys: "p", about: all.keys.previous, run: () => go(-1) },
    { keys: "f", about: all.keys.next, run: () => go(1) },
    { keys: "h", about: all.keys.today, run: () => onDay(today) },
  ]);
  const typed = useTypedDate(date, onDay);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="flex items-center gap-2">
        <h2 className="min-w-24 font-semibold">{city}</h2>
        <IconButton label={said.previous} onClick={() => go(-1)}>
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <input type="date" aria-label={said.date} className={`${box} w-36!`} {...typed} />
        <IconButton label={said.next} onClick={() => go(1)}>
          <ChevronRight size={18} aria-hidden />
        </IconButton>
        <Button className={date === today ? "invisible" : ""} onClick={() => onDay(today)}>
          {said.today}
        </Button>
      </div>
      {data.error ? (
        <Failed error={data.error} onRetry={data.retry} />
      ) : (
        <DayTable rows={data.rows} isPending={data.isPending} chosen={chosen} onOpen={onOpen} />
      )}
    </div>
  );
}
