import { useSyncExternalStore } from "react";
import { dayIn } from "./days";

const CHECK = 30_000;

function now(tell: () => void) {
  const timer = window.setInterval(tell, CHECK);
  return () => window.clearInterval(timer);
}

/** The date that the zone's clocks show; another one after its midnight. */
export function useToday(zone: string): string {
  return useSyncExternalStore(now, () => dayIn(zone, Date.now()));
}
