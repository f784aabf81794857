import { useEffect, useEffectEvent, useId } from "react";
import { create } from "zustand";
import { useLook } from "@/words/look";

export interface Shortcut {
  /** Such as `c`, `g c` (one after the other) or `?`. Letters are places on the keyboard, whatever its layout. */
  keys: string;
  about: string;
  /** Left out where something else does it, and the list only tells of it. */
  run?: () => void;
}

interface Registered {
  groups: Record<string, { title: string; shortcuts: Shortcut[] }>;
}

export const useShortcuts = create<Registered>(() => ({ groups: {} }));

/** Makes shortcuts work, and be listed, while the component is shown. */
export function useKeys(title: string, shortcuts: Shortcut[]) {
  const id = useId();
  const run = useEffectEvent((keys: string) => shortcuts.find((one) => one.keys === keys)?.run?.());
  const list = JSON.stringify(shortcuts.map(({ keys, about, run }) => ({ keys, about, works: run !== undefined })));
  useEffect(() => {
    const told = JSON.parse(list) as { keys: string; about: string; works: boolean }[];
    const group = {
      title,
      shortcuts: told.map(({ keys, about, works }) => ({ keys, about, ...(works && { run: () => run(keys) }) })),
    };
    useShortcuts.setState(({ groups }) => ({ groups: { ...groups, [id]: group } }));
    return () =>
      useShortcuts.setState(({ groups }) => ({
        groups: Object.fromEntries(Object.entries(groups).filter(([other]) => other !== id)),
      }));
  }, [id, title, list]);
}

const PAUSE = 1_200;
let first: { key: string; at: number } | undefined;

/** A function key types nothing: it works within a field, too. */
function isTyping({ key, target }: KeyboardEvent): boolean {
  if (/^F\d+$/.test(key)) return false;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"));
}

function named(event: KeyboardEvent): string {
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return "?";
  if (event.code === "Slash") return "/";
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
}

export function handleKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!useLook.getState().keys || isTyping(event) || document.querySelector("[role=dialog], [role=menu]")) return;
  const key = named(event);
  const pair = first && event.timeStamp - first.at < PAUSE ? `${first.key} ${key}` : undefined;
  const all = Object.values(useShortcuts.getState().groups).flatMap((group) => group.shortcuts);
  const found = all.find((one) => one.run && one.keys === pair) ?? all.find((one) => one.run && one.keys === key);
  first = found ? undefined : { key, at: event.timeStamp };
  if (found) {
    event.preventDefault();
    found.run?.();
  }
}
