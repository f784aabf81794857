import type { Schemas } from "@/api/client";
import { useLabel, useTexts } from "@/words";
import { texts } from "./words";

type Person = Schemas["PersonNow"];

/** Who is at work comes first. */
const RANK: Record<Person["state"], number> = { busy: 0, wrap_up: 1, online: 2, break: 3, offline: 4 };
const looks: Record<Person["state"], string> = {
  busy: "text-bad",
  wrap_up: "text-news",
  online: "text-good",
  break: "text-warn",
  offline: "text-soft",
};
const ROWS = 6;

/** Who does what, and for how long. */
export function People({ people, elapsed }: { people: readonly Person[]; elapsed: (at: string) => string }) {
  const said = useTexts(texts);
  const label = useLabel();
  const sorted = people.toSorted((a, b) => RANK[a.state] - RANK[b.state]);
  // Small print is for many at work, and not for many who are away.
  const isCrowded = people.filter(({ state }) => state !== "offline").length >= 2 * ROWS;
  const columns = isCrowded ? 3 : 2;
  const room = ROWS * columns;
  // The last place tells how many there was no room for.
  const shown = sorted.length > room ? sorted.slice(0, room - 1) : sorted;
  const left = sorted.length - shown.length;
  const person = isCrowded ? "flex-1 flex-col *:flex-none" : "flex-1 items-center gap-[0.8cqw]";
  return (
    <section className="flex min-h-0 min-w-0 flex-col rounded-lg border border-edge bg-sheet p-[1.6cqh]">
      <h2 className="truncate text-[min(2.8cqh,1.6cqw)] leading-tight text-soft">{said.people}</h2>
      {shown.length === 0 && <p className="text-[min(3.2cqh,1.7cqw)] text-soft">{said.nobody}</p>}
      <ul
        className={`grid min-h-0 flex-1 grid-flow-col grid-rows-6 gap-x-[2cqw] leading-none ${
          isCrowded ? "text-[min(2.6cqh,1.5cqw)]" : "text-[min(3.2cqh,1.7cqw)]"
        }`}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {shown.map(({ operator, state, since }) => (
          <li key={operator.id} className="flex min-w-0 items-center gap-[0.8cqw] border-b border-edge">
            <span className={`flex min-w-0 ${person}`}>
              <span className="min-w-0 flex-1 truncate leading-tight">{operator.name}</span>
              <span className={`text-[0.85em] leading-tight font-medium whitespace-nowrap ${looks[state]}`}>{label("workState", state)}</span>
            </span>
            <span className="min-w-[3.5em] text-right font-semibold">{elapsed(since)}</span>
          </li>
        ))}
        {left > 0 && <li className="flex items-center text-soft">{said.more(left)}</li>}
      </ul>
    </section>
  );
}
