import type { Schemas } from "@/api/client";
import { useFigures } from "@/figures/format";
import { todayIn } from "@/figures/period";
import { useTexts } from "@/words";
import { useFormat, useOfficeZone } from "@/words/format";
import { texts } from "./words";

interface Props {
  rows: readonly Schemas["StaffingRow"][];
  isStale: boolean;
  onDay: (day: string) => void;
}

/** Days along the top, the clock down the side, and in each cell how many people. */
export function PlanGrid({ rows, isStale, onDay }: Props) {
  const said = useTexts(texts).staffing;
  const format = useFormat();
  const figures = useFigures();
  const zone = useOfficeZone();
  const days = new Map<string, Map<string, number>>();
  const times = new Set<string>();
  for (const row of rows) {
    const day = todayIn(zone, new Date(row.from));
    const time = format.time(row.from).slice(0, 5);
    const cells = days.get(day) ?? new Map<string, number>();
    days.set(day, cells.set(time, row.gross));
    times.add(time);
  }
  const peak = (cells: Map<string, number>) => Math.max(...cells.values());
  const cell = "h-7 px-2 text-right";
  const corner = "sticky left-0 bg-sheet px-2 text-left font-normal whitespace-nowrap text-soft";
  return (
    <div className={`shrink-0 overflow-x-auto rounded-lg border border-edge bg-sheet ${isStale ? "opacity-60" : ""}`}>
      <table aria-label={said.table} aria-busy={isStale} className="w-full border-collapse">
        <thead className="border-b border-edge text-xs">
          <tr>
            <th scope="col" className={corner}>
              {said.time}
            </th>
            {[...days.keys()].map((day) => (
              <th key={day} scope="col" className="p-0 text-right font-normal">
                <button
                  type="button"
                  title={said.openDay(figures.write("date", day))}
                  onClick={() => onDay(day)}
                  className="h-8 px-2 text-accent -outline-offset-2 hover:underline"
                >
                  {figures.shortDate(day)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...times].sort().map((time) => (
            <tr key={time} className="border-b border-edge last:border-0 hover:bg-hover">
              <th scope="row" className={corner}>
                {time}
              </th>
              {[...days].map(([day, cells]) => {
                const people = cells.get(time);
                return (
                  <td key={day} className={`${cell} ${people ? "font-medium" : "text-soft"}`}>
                    {figures.write("count", people)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot className="border-t-2 border-edge font-semibold">
          <tr>
            <th scope="row" className={`${corner} h-9`}>
              {said.peak}
            </th>
            {[...days].map(([day, cells]) => (
              <td key={day} className={cell}>
                {figures.write("count", peak(cells))}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
