import type { ReactNode } from "react";
import type { Schemas } from "@/api/client";
import { useFigures } from "@/figures/format";
import { texts as shared } from "@/figures/words";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { Callbacks } from "./Callbacks";
import { People } from "./People";
import { useNow } from "./screen";
import { texts } from "./words";

interface Props {
  now: Schemas["Wallboard"];
  /** When it was read, on this machine's clock. */
  readAt: number;
  city: string | undefined;
}

/** Sizes are shares of the board's own height and width, so that everything is in sight on any screen. */
export function Board({ now, readAt, city }: Props) {
  const said = useTexts(texts);
  const judged = useTexts(shared);
  const format = useFormat();
  const figures = useFigures();
  // Waits go on between two readings, by the server's clock.
  const since = Math.max(0, useNow() - readAt);
  const serverNow = Date.parse(now.at) + since;
  const level = now.queue.serviceLevel;
  const wait = now.now.longestWaitSeconds + Math.floor(since / 1000);
  const isLate = now.now.waiting > 0 && wait > level.answerSeconds;
  const elapsed = (at: string) => format.seconds(Math.max(0, Math.floor((serverNow - Date.parse(at)) / 1000)));
  const verdict = level.isMet == null ? judged.noJudgement : level.isMet ? judged.met : judged.unmet;
  return (
    <>
      <div className="grid min-h-0 flex-[34] grid-cols-4 gap-[1.4cqh]">
        <Tile title={said.waiting} value={format.number(now.now.waiting)} tone={isLate ? "bad" : now.now.waiting > 0 ? "warn" : "plain"}>
          {now.now.waiting === 0 ? said.nobodyWaits : said.longest(format.seconds(wait))}
          {isLate && `, ${said.late}`}
        </Tile>
        <Tile title={said.talking} value={format.number(now.now.talking)} tone="plain" />
        <Tile title={said.callbacks} value={format.number(now.callbacks.open)} tone={now.callbacks.open > 0 ? "warn" : "plain"}>
          {now.callbacks.oldest ? said.longest(elapsed(now.callbacks.oldest)) : said.allCalledBack}
        </Tile>
        <Tile title={said.level} value={figures.write("share", level.value)} tone={level.isMet == null ? "plain" : level.isMet ? "good" : "bad"}>
          {verdict}. {judged.target(figures.write("share", level.target), level.answerSeconds)}
        </Tile>
      </div>
      <dl aria-label={said.today} className="grid min-h-0 flex-[14] grid-cols-6 gap-[1.4cqh]">
        <Small name={said.calls}>{format.number(now.calls.total)}</Small>
        <Small name={said.accepted}>{format.number(now.calls.accepted)}</Small>
        <Small name={said.missed}>{format.number(now.calls.missed)}</Small>
        <Small name={said.rate}>{figures.write("share", now.calls.acceptanceRate)}</Small>
        <Small name={said.answer}>{figures.write("length", now.averageAnswerSeconds)}</Small>
        <Small name={said.orders}>{format.number(now.orders)}</Small>
      </dl>
      <div className="grid min-h-0 flex-[44] grid-cols-[3fr_8fr] gap-[1.4cqh]">
        <Callbacks city={city} elapsed={elapsed} />
        <People people={now.people} elapsed={elapsed} />
      </div>
    </>
  );
}

const tones = {
  plain: "border-edge bg-sheet",
  good: "border-transparent bg-good-ground text-good",
  warn: "border-transparent bg-warn-ground text-warn",
  bad: "border-transparent bg-bad-ground text-bad",
};

/** As large as the tile is high, unless the figure is too long for its width. */
const sizeOf = (value: string) => `min(15cqh, 7cqw, ${31 / value.length}cqw)`;

interface TileProps {
  title: string;
  value: string;
  tone: keyof typeof tones;
  children?: ReactNode;
}

function Tile({ title, value, tone, children }: TileProps) {
  return (
    <section className={`flex min-h-0 min-w-0 flex-col justify-between rounded-lg border p-[1.6cqh] ${tones[tone]}`}>
      <h2 className="truncate text-[min(3.2cqh,1.8cqw)] leading-tight">{title}</h2>
      <p className="leading-none font-semibold whitespace-nowrap" style={{ fontSize: sizeOf(value) }}>
        {value}
      </p>
      <p className="min-h-[2.5em] text-[min(3cqh,1.6cqw)] leading-tight">{children}</p>
    </section>
  );
}

function Small({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-0 min-w-0 flex-col justify-between rounded-lg border border-edge bg-sheet px-[1.6cqh] py-[1cqh]">
      <dt className="truncate text-[min(2.6cqh,1.5cqw)] leading-tight text-soft">{name}</dt>
      <dd className="text-[min(7cqh,3.6cqw)] leading-none font-semibold">{children}</dd>
    </div>
  );
}
