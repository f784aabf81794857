import { useEffect } from "react";
import { queries } from "@/api/queries";
import { onEvent, RESET } from "./feed";

/**
 * Reads a query anew when something happens to any of the entities, but not more often than `pause` ms: at once for the
 * first event, and once more at the end of the pause for those that came within it.
 */
export function useFollowed(key: string, entities: readonly string[], pause: number) {
  const named = entities.join();
  useEffect(() => {
    let timer: number | undefined;
    let isDue = false;
    const read = () => {
      isDue = false;
      void queries.invalidateQueries({ queryKey: [key] });
      timer = window.setTimeout(() => {
        timer = undefined;
        if (isDue) read();
      }, pause);
    };
    const stop = onEvent(({ kind, entity }) => {
      if (kind !== RESET && !named.split(",").includes(entity)) return;
      if (timer === undefined) read();
      else isDue = true;
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [key, named, pause]);
}
