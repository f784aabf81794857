import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { onEvent, type LiveEvent } from "./feed";

/** Has a query read anew by events that its key does not name: one that shows two entities. */
export function useAnew(queryKey: QueryKey, by: (event: LiveEvent) => boolean) {
  const client = useQueryClient();
  const take = useEffectEvent((event: LiveEvent) => {
    if (by(event)) void client.invalidateQueries({ queryKey });
  });
  useEffect(() => onEvent((event) => take(event)), []);
}
