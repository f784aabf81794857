import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Series } from "./series";

interface Props {
  points: readonly string[];
  series: readonly Series[];
  write: (value: number) => string;
  height: number;
  onPoint: (index: number | undefined) => void;
}

const STEPS = [1, 2, 3, 5, 7, 10, 14, 30, 60, 90, 180, 365];
/** Whole ones only: there is no half a call. */
const HEIGHTS = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((head) => head * 10 ** power)).flat();
const LONGEST_NAME = 16;

/** The theme in force: colours of a canvas do not follow the page's by themselves. */
function useTheme() {
  return useSyncExternalStore(
    (changed) => {
      const observer = new MutationObserver(changed);
      observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
      return () => observer.disconnect();
    },
    () => document.documentElement.dataset["theme"],
  );
}

/** The drawing, made anew when what it shows or the theme changes, and stretched when the page does. */
export default function Plot(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const draw = useEffectEvent((element: HTMLElement) => drawn(element, props));
  const shown = JSON.stringify([props.points, props.series, props.height]);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const plot = draw(element);
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: plot.height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [shown, theme]);
  return <div ref={host} />;
}

function drawn(element: HTMLElement, { points, series, write, height, onPoint }: Props): uPlot {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const font = `12px ${style.fontFamily}`;
  const axis = { stroke: colour("soft"), font, ticks: { show: false }, grid: { stroke: colour("edge"), width: 1 } };
  const names = points.map((point) => (point.length > LONGEST_NAME ? `${point.slice(0, LONGEST_NAME - 1)}…` : point));
  const longest = Math.max(0, ...names.map((name) => name.length));
  const bars = series.filter(isBar);
  const lines = (one: Series): uPlot.Series => ({
    label: one.label,
    stroke: colour(one.tone),
    width: 2,
    points: { show: points.length < 40, size: 6 },
    ...(one.look === "dashes" && { dash: [6, 5] }),
  });
  const barred = (one: Series): uPlot.Series => {
    // Two beside each other, one on its own in the middle.
    const place = bars.length === 1 ? 0 : bars.indexOf(one) === 0 ? -1 : 1;
    const paths = uPlot.paths.bars?.({ size: [bars.length === 1 ? 0.6 : 0.36, 40], align: place });
    return {
      label: one.label,
      stroke: colour(one.tone),
      width: 1.5,
      points: { show: false },
      ...(one.look === "bars" && { fill: colour(one.tone) }),
      ...(paths && { paths }),
    };
  };
  const options: uPlot.Options = {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { show: false } },
    scales: {
      x: { time: false, range: [-0.5, points.length - 0.5] },
      y: { range: (_, least, most) => [Math.min(0, least), most > 0 ? most * 1.08 : 1] },
    },
    axes: [
      {
        ...axis,
        incrs: STEPS,
        size: 30,
        space: Math.max(50, longest * 7 + 12),
        grid: { show: false },
        values: (_, at) => at.map((index) => names[index] ?? ""),
      },
      {
        ...axis,
        incrs: HEIGHTS,
        // Asked before there are any, whatever its type says.
        size: (_, values: string[] | null) => 16 + 7 * Math.max(0, ...(values ?? []).map((value) => value.length)),
        values: (_, at) => at.map((value) => write(value)),
      },
    ],
    series: [{}, ...series.map((one) => (isBar(one) ? barred(one) : lines(one)))],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
  };
  return new uPlot(options, [points.map((_, index) => index), ...series.map(({ values }) => [...values])], element);
}

const isBar = ({ look }: Series) => look === "bars" || look === "frames";
