import type { Schemas } from "@/api/client";
import { addDays, clockIn, dayIn, instant } from "@/words/zones";

export type Shift = Schemas["Shift"];

export const daysOf = (monday: string) => Array.from({ length: 7 }, (_, index) => addDays(monday, index));

/** A shift as it is typed: it belongs to the day on which it begins, and may end on the next one. */
export type ShiftDraft = { from: string; to: string; note: string };

/** What most shifts are. */
const USUAL = { from: "09:00", to: "18:00" };

export function draftOf(shift: Shift | undefined, zone: string): ShiftDraft {
  if (!shift) return { ...USUAL, note: "" };
  return { from: clockIn(shift.from, zone), to: clockIn(shift.to, zone), note: shift.note ?? "" };
}

/** The instants of clocks that are shown on a day. */
export function instantsOf(day: string, from: string, to: string, zone: string) {
  const last = to > from ? day : addDays(day, 1);
  return { from: instant(day, from, zone), to: instant(last, to, zone) };
}

/** The shifts that begin in each cell of the grid, by person and day. */
export function cellsOf(shifts: readonly Shift[], zone: string): (person: number, day: string) => Shift[] {
  const cells = new Map<string, Shift[]>();
  for (const shift of shifts) {
    const cell = `${shift.operatorId} ${dayIn(shift.from, zone)}`;
    cells.set(cell, [...(cells.get(cell) ?? []), shift]);
  }
  return (person, day) => cells.get(`${person} ${day}`) ?? [];
}

export const clocksOf = (shift: Shift, zone: string) => `${clockIn(shift.from, zone)}–${clockIn(shift.to, zone)}`;
export const secondsOf = (shift: Shift) => (Date.parse(shift.to) - Date.parse(shift.from)) / 1000;
