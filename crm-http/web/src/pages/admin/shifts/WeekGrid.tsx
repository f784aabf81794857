import { useRef, useState, type KeyboardEvent } from "react";
import type { Schemas } from "@/api/client";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { useLook } from "@/words/look";
import { dayIn } from "@/words/zones";
import { CallOff } from "./CallOff";
import { clocksOf, daysOf, secondsOf, type Shift } from "./week";
import { texts } from "./words";

interface Props {
  monday: string;
  zone: string;
  people: Schemas["Operator"][];
  cells: (person: number, day: string) => Shift[];
  onOpen: (person: number, day: string) => void;
}

/** People by days. One tab stop: arrows move, Enter opens a cell, Delete calls its shift off. */
export function WeekGrid({ monday, zone, people, cells, onOpen }: Props) {
  const said = useTexts(texts);
  const format = useFormat();
  const dates = useFormat("UTC");
  const lang = useLook((look) => look.lang);
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const [calledOff, setCalledOff] = useState<Shift>();
  const days = daysOf(monday);
  const today = dayIn(new Date(), zone);
  const weekday = new Intl.DateTimeFormat(lang === "ru" ? "ru-RU" : "en-GB", { weekday: "short", timeZone: "UTC" });
  // Fewer people than before, and the place is the last one.
  const row = Math.min(at.row, people.length - 1);

  const go = (to: typeof at) => {
    setAt(to);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${to.row} ${to.column}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [up, down] = [Math.max(0, row - 1), Math.min(people.length - 1, row + 1)];
    const steps: Record<string, typeof at> = {
      ArrowUp: { row: up, column: at.column },
      ArrowDown: { row: down, column: at.column },
      ArrowLeft: { row, column: Math.max(0, at.column - 1) },
      ArrowRight: { row, column: Math.min(6, at.column + 1) },
      Home: { row, column: 0 },
      End: { row, column: 6 },
    };
    const [person, day] = [people[row], days[at.column]];
    const step = steps[event.key];
    if (step) {
      go(step);
    } else if ((event.key === "Delete" || event.key === "Backspace") && person && day) {
      const shifts = cells(person.id, day);
      // Of several, which one is asked for in the cell.
      if (shifts.length === 1) setCalledOff(shifts[0]);
      else if (shifts.length > 1) onOpen(person.id, day);
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <div className="min-h-0 overflow-auto rounded-lg border border-edge bg-sheet">
      <table ref={grid} aria-label={said.grid} className="w-full min-w-200 border-collapse">
        <thead className="sticky top-0 z-10 bg-sheet">
          <tr className="h-9 border-b border-edge text-xs text-soft">
            <th scope="col" className="px-3 text-left font-normal">
              {said.person}
            </th>
            {days.map((day) => (
              <th key={day} scope="col" className={`px-1 font-normal ${day === today ? "bg-chosen text-ink" : ""}`}>
                {weekday.format(new Date(`${day}T00:00:00Z`))} {dates.day(`${day}T00:00:00Z`).slice(0, 5)}
              </th>
            ))}
            <th scope="col" className="px-3 text-right font-normal">
              {said.hours}
            </th>
          </tr>
        </thead>
        {/* The keys only move between the buttons within, which have the focus. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={onKeyDown}>
          {people.map((person, index) => (
            <tr key={person.id} className="border-b border-edge last:border-0">
              <th scope="row" className="max-w-48 truncate px-3 text-left font-medium">
                {person.name}
              </th>
              {days.map((day, column) => {
                const shifts = cells(person.id, day);
                const isHere = index === row && column === at.column;
                return (
                  <td key={day} className="p-0.5">
                    <button
                      type="button"
                      data-cell={`${index} ${column}`}
                      tabIndex={isHere ? 0 : -1}
                      aria-label={`${person.name}, ${dates.day(`${day}T00:00:00Z`)}: ${shifts.map((shift) => clocksOf(shift, zone)).join(", ") || said.free}`}
                      onFocus={() => setAt({ row: index, column })}
                      onClick={() => onOpen(person.id, day)}
                      className={`flex min-h-10 w-full flex-col items-center justify-center rounded text-xs -outline-offset-2 hover:bg-hover ${
                        shifts.length > 0 ? "bg-news-ground font-medium text-news" : "text-soft"
                      }`}
                    >
                      {shifts.map((shift) => (
                        <span key={shift.id}>{clocksOf(shift, zone)}</span>
                      ))}
                      {shifts.length === 0 && <span aria-hidden>+</span>}
                    </button>
                  </td>
                );
              })}
              <td className="px-3 text-right">
                {format.seconds(days.flatMap((day) => cells(person.id, day)).reduce((sum, shift) => sum + secondsOf(shift), 0)).replace(/:00$/, "")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <CallOff
        shift={calledOff}
        name={people.find(({ id }) => id === calledOff?.operatorId)?.name ?? ""}
        zone={zone}
        onClose={() => setCalledOff(undefined)}
      />
    </div>
  );
}
