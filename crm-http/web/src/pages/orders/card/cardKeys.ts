import { useEffect, useEffectEvent, type RefObject } from "react";
import { isSecond } from "@/keys/keys";
import { useLook } from "@/words/look";
import type { Status } from "../search";
import type { OpenMove } from "./useOrder";

const keys: Record<Status, string> = {
  new: "b",
  accepted: "a",
  en_route: "r",
  in_progress: "w",
  deferred: "d",
  completed: "c",
  cancelled: "x",
  void: "v",
};

/** The key that moves an order there, a place on the keyboard whatever its layout. */
export const keyOf = (status: Status) => keys[status];

interface Doings {
  onMove: (move: OpenMove) => void;
  onReassign?: () => void;
  onEdit?: () => void;
}

/** Keys within an open card. The page's own keys rest while a dialog is open, and these while another one lies over it. */
export function useCardKeys(content: RefObject<HTMLElement | null>, moves: readonly OpenMove[], { onMove, onReassign, onEdit }: Doings) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (isSecond(event)) return;
    if (!useLook.getState().keys || !(target instanceof HTMLElement) || target.matches("input, textarea, select")) return;
    const card = content.current?.closest("[role=dialog]");
    // Between two dialogs the page itself has the focus for a moment.
    const isHere = card && (card.contains(target) || target === document.body);
    if (!isHere || [...document.querySelectorAll("[role=dialog]")].at(-1) !== card) return;
    const key = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
    const move = moves.find(({ statusOrder }) => keys[statusOrder] === key);
    const run = move ? () => onMove(move) : key === "e" ? onEdit : key === "a" ? onReassign : undefined;
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
