import { lazy, Suspense, useState } from "react";
import type { Series } from "./series";

interface Props {
  /** What is to be seen, in a sentence. The page has the same figures as a table. */
  about: string;
  /** What stands along the bottom. */
  points: readonly string[];
  series: readonly Series[];
  write: (value: number) => string;
  height?: number;
}

const Plot = lazy(() => import("./Plot"));
const texts = { accent: "text-accent", good: "text-good", bad: "text-bad", warn: "text-warn", soft: "text-soft" };

/** A chart with its legend, where the figures under the pointer are read. The drawing itself comes when it is needed. */
export function Chart({ about, points, series, write, height = 220 }: Props) {
  const [at, setAt] = useState<number>();
  const point = at === undefined ? undefined : points[at];
  return (
    <figure className="shrink-0 rounded-lg border border-edge bg-sheet p-3">
      <figcaption className="mb-1 flex min-h-5 flex-wrap gap-x-5 text-xs">
        {series.map((one) => {
          const value = at === undefined ? undefined : one.values[at];
          return (
            <span key={one.label} className="flex items-center gap-1.5">
              <Sample series={one} />
              {one.label}
              {value != null && <span className="font-semibold">{write(value)}</span>}
            </span>
          );
        })}
        <span className="ml-auto text-soft">{point}</span>
      </figcaption>
      <div role="img" aria-label={about} style={{ height }}>
        <Suspense>
          <Plot points={points} series={series} write={write} height={height} onPoint={setAt} />
        </Suspense>
      </div>
    </figure>
  );
}

function Sample({ series: { look, tone } }: { series: Series }) {
  const isBar = look === "bars" || look === "frames";
  return (
    <svg aria-hidden width={20} height={10} className={texts[tone]}>
      {isBar ? (
        <rect x={4} y={1} width={12} height={8} stroke="currentColor" strokeWidth={1.5} fill={look === "bars" ? "currentColor" : "none"} />
      ) : (
        <line x1={0} x2={20} y1={5} y2={5} stroke="currentColor" strokeWidth={2} strokeDasharray={look === "dashes" ? "5 4" : undefined} />
      )}
    </svg>
  );
}
