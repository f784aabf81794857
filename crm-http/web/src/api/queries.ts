import { QueryClient } from "@tanstack/react-query";
import { Problem, Unreachable } from "./problem";

/** What the keys of long lists begin with, which follow the feed by themselves: see `useEndless`. */
export const LIST = "list";

/**
 * A query's key begins with the entity that it shows, by the feed's name for it: `["call", …]`, `["order", …]`. So an event
 * about an entity has what shows it read anew.
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // The feed tells what changed; coming back to the window is no reason.
      refetchOnWindowFocus: false,
      retry: (count, error) => {
        if (error instanceof Unreachable) return count < 2;
        return error instanceof Problem && (error.status === 429 || error.status === 503) && count < 3;
      },
    },
  },
});
