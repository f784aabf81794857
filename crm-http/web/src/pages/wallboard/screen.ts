import { useEffect, useSyncExternalStore, type RefObject } from "react";

/** The present instant, each second. */
export function useNow(): number {
  return useSyncExternalStore(everySecond, () => Math.floor(Date.now() / 1000) * 1000);
}

function everySecond(tick: () => void) {
  const timer = window.setInterval(tick, 1_000);
  return () => window.clearInterval(timer);
}

function onFullScreen(changed: () => void) {
  document.addEventListener("fullscreenchange", changed);
  return () => document.removeEventListener("fullscreenchange", changed);
}

/**
 * Whether the page has the whole screen. It is the page and not the board that has it: what asks for the password is
 * beside the board, and has to be seen. What the board then covers is out of reach of the keyboard too.
 */
export function useFullScreen(board: RefObject<HTMLElement | null>) {
  const isFull = useSyncExternalStore(onFullScreen, () => document.fullscreenElement !== null);
  useEffect(() => {
    if (!isFull) return;
    const covered: Element[] = [];
    for (let part: Element | null = board.current; part?.parentElement && part.id !== "root"; part = part.parentElement) {
      const beside = [...part.parentElement.children].filter((other) => other !== part && !other.hasAttribute("inert"));
      covered.push(...beside);
    }
    for (const part of covered) part.setAttribute("inert", "");
    return () => {
      for (const part of covered) part.removeAttribute("inert");
    };
  }, [isFull, board]);
  const toggle = () => {
    // A browser that does not allow it leaves the board where it is.
    const done = isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    done.catch(() => undefined);
  };
  return { isFull, toggle };
}

/** Keeps the screen from going dark, where the browser can. */
export function useAwake() {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const hold = () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      navigator.wakeLock.request("screen").then(
        (held) => {
          lock = held;
          if (isOver) void held.release();
        },
        // Refused when the battery is low: then the screen's own settings decide.
        () => undefined,
      );
    };
    hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", hold);
      void lock?.release();
    };
  }, []);
}
