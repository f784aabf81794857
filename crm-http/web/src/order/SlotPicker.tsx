import { useQuery } from "@tanstack/react-query";
import { useId, useState, type Ref } from "react";
import { api, told, type Schemas } from "@/api/client";
import { useCities } from "@/lists/named";
import { box } from "@/ui/field";
import { useTypedDate } from "@/ui/typedDate";
import { Failed, Skeleton } from "@/ui/states";
import { useNow } from "@/ui/clock";
import { useTexts } from "@/words";
import { useLook } from "@/words/look";
import { clockIn, dayIn, later, namedDay } from "@/words/days";
import { Chosen } from "./Chosen";
import { texts } from "./words";

type Slot = Schemas["Slot"];

interface Props {
  label: string;
  city: string;
  typeEquipment: Schemas["NewOrder"]["typeEquipment"] | "";
  /** The slot's `dateMeeting`; empty while none is chosen. */
  value: string;
  onChange: (dateMeeting: string) => void;
  error?: string | undefined;
  /** Of the time that Tab comes to, to give it the focus. */
  ref?: Ref<HTMLInputElement>;
}

/** So many days are a click away; any other one is typed. */
const NEAR = 4;

/** When a visit may begin: the free half hours of a day, by the clocks of the city. */
export function SlotPicker(props: Props) {
  const { label, city, typeEquipment, error } = props;
  const said = useTexts(texts).slots;
  const id = useId();
  const zone = useCities().cities.find(({ name }) => name === city)?.zone;
  return (
    <div role="group" aria-label={label} aria-describedby={error ? id : undefined} className="flex flex-col gap-1 pb-3">
      <div className="flex flex-wrap gap-x-2 text-xs text-soft">
        <span>{label}</span>
        <Chosen city={city} value={props.value} />
        {/* Above the times, where it is in sight as they are. */}
        <span id={id} className={`ml-auto ${error ? "text-bad" : ""}`}>
          {error ?? (zone && <Clock city={city} zone={zone} />)}
        </span>
      </div>
      {/* As high as the slots of a long day: nothing moves when they come. */}
      <div className="min-h-47">
        {zone && typeEquipment ? <Days {...props} zone={zone} /> : <p className="text-soft">{said.needs}</p>}
      </div>
    </div>
  );
}

/** A visit is agreed by the clocks of its city, which may be other ones than the office's. */
function Clock({ city, zone }: { city: string; zone: string }) {
  const said = useTexts(texts).slots;
  return <span>{said.zone(city, clockIn(zone, useNow()))}</span>;
}

function Days({ zone, ...props }: Props & { zone: string }) {
  const { city, typeEquipment, value, onChange, ref } = props;
  const said = useTexts(texts).slots;
  const lang = useLook((look) => look.lang);
  const group = useId();
  const now = useNow();
  const today = dayIn(zone, now);
  const [picked, setPicked] = useState(() => {
    const agreed = value && dayIn(zone, Date.parse(value));
    return agreed >= today ? agreed : undefined;
  });
  const day = picked ?? today;
  const isPast = day < today;
  const date = useTypedDate(day, setPicked);
  const near = Array.from({ length: NEAR }, (_, index) => later(today, index));
  const slots = useQuery({
    queryKey: ["order", "slots", city, typeEquipment, day],
    queryFn: ({ signal }) =>
      told(api.GET("/api/slots", { params: { query: { city, date: day, typeEquipment: typeEquipment || "kp" } }, signal })),
    select: ({ data }) => data,
    enabled: !isPast,
  });
  const coming = slots.data?.filter(({ dateMeeting }) => Date.parse(dateMeeting) > now) ?? [];
  const names = [said.today, said.tomorrow, ...near.slice(2).map((one) => namedDay(one, lang))];
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <fieldset className="flex h-8 rounded-md border border-edge bg-sheet p-0.5">
          <legend className="sr-only">{said.days}</legend>
          {near.map((one, index) => (
            <label
              key={one}
              className="relative flex cursor-pointer items-center rounded px-2 whitespace-nowrap has-checked:bg-chosen has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input type="radio" name={`${group}-day`} className="sr-only" checked={one === day} onChange={() => setPicked(one)} />
              {names[index]}
            </label>
          ))}
        </fieldset>
        <input
          type="date"
          aria-label={said.other}
          aria-invalid={isPast ? true : undefined}
          className={`${box} w-34!`}
          min={today}
          {...date}
        />
      </div>
      {isPast ? (
        <p role="status" className="py-2 text-bad">
          {said.past}
        </p>
      ) : slots.isError ? (
        <Failed error={slots.error} onRetry={() => void slots.refetch()} />
      ) : slots.isPending ? (
        <div role="status" className="grid grid-cols-[repeat(auto-fill,minmax(3.9rem,1fr))] gap-1">
          <span className="sr-only">{said.loading}</span>
          {Array.from({ length: 24 }, (_, index) => (
            <Skeleton key={index} className="h-8" />
          ))}
        </div>
      ) : (
        <Times group={`${group}-time`} slots={coming} value={value} onChange={onChange} ref={ref} />
      )}
    </div>
  );
}

interface TimesProps {
  group: string;
  slots: readonly Slot[];
  value: string;
  onChange: (dateMeeting: string) => void;
  ref: Ref<HTMLInputElement> | undefined;
}

function Times({ group, slots, value, onChange, ref }: TimesProps) {
  const said = useTexts(texts).slots;
  if (slots.length === 0) return <p className="py-2 text-soft">{said.none}</p>;
  const isChosen = (slot: Slot) => value !== "" && Date.parse(slot.dateMeeting) === Date.parse(value);
  const first = slots.find(isChosen) ?? slots.find(({ free }) => free > 0);
  return (
    <fieldset className="grid grid-cols-[repeat(auto-fill,minmax(3.9rem,1fr))] gap-1">
      <legend className="sr-only">{said.times}</legend>
      {slots.map((slot) => {
        const time = slot.localMeeting.slice(11, 16);
        const isFull = slot.free === 0 && !isChosen(slot);
        return (
          <label
            key={slot.dateMeeting}
            className="relative flex h-8 cursor-pointer items-center justify-center gap-1.5 rounded-md border border-edge bg-sheet hover:bg-hover has-checked:border-accent has-checked:bg-chosen has-checked:font-semibold has-disabled:cursor-default has-disabled:border-transparent has-disabled:bg-hover has-disabled:text-soft has-disabled:line-through has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              ref={slot === first ? ref : undefined}
              type="radio"
              name={group}
              className="sr-only"
              aria-label={`${time}, ${slot.free > 0 ? said.free(String(slot.free)) : said.full}`}
              disabled={isFull}
              checked={isChosen(slot)}
              onChange={() => onChange(slot.dateMeeting)}
            />
            {time}
            <span aria-hidden className="text-xs font-normal text-soft">
              {slot.free}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
