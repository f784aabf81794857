import { useSyncExternalStore } from "react";
import { useFormat } from "@/words/format";

const SECOND = 1_000;
const waiting = new Set<() => void>();
let ticking: number | undefined;
let now = Date.now();

/** One clock for all that runs in the page, so that all of it steps together. */
function everySecond(tick: () => void) {
  waiting.add(tick);
  ticking ??= window.setInterval(() => {
    now = Date.now();
    for (const one of waiting) one();
  }, SECOND);
  return () => {
    waiting.delete(tick);
    if (waiting.size > 0) return;
    window.clearInterval(ticking);
    ticking = undefined;
  };
}

/** The present moment, in milliseconds, by the second. */
export function useNow(): number {
  return useSyncExternalStore(everySecond, () => (ticking === undefined ? (now = Math.floor(Date.now() / SECOND) * SECOND) : now));
}

/** Whole seconds since then. This computer's clock may lag behind the server's: it has never been less than none. */
export const secondsSince = (at: string, now: number) => Math.max(0, Math.floor((now - Date.parse(at)) / SECOND));

/** How long it has lasted, running. */
export function Running({ since }: { since: string }) {
  const format = useFormat();
  return <time dateTime={since}>{format.seconds(secondsSince(since, useNow()))}</time>;
}
