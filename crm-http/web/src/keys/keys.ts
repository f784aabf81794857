import { useEffect, useEffectEvent, useId } from "react";
import { create } from "zustand";
import { useLook } from "@/words/look";
import { closeLayers, layers } from "./layers";

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

const REST = 1_000;
let resting: number | undefined;

/** Whether single keys do nothing for a moment. */
export const useRest = create(() => ({ isOn: false }));

/** What single keys act on has just been changed by somebody else: those under way were meant for what was there. */
export function restKeys() {
  window.clearTimeout(resting);
  useRest.setState({ isOn: true });
  resting = window.setTimeout(() => useRest.setState({ isOn: false }), REST);
}

/** Whether letters go into it. */
export const isTypedInto = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"));

/** In a form also what is only chosen: people type the number or the letter that they choose. */
const isField = (target: EventTarget | null) => isTypedInto(target) || (target instanceof HTMLElement && target.matches("form input"));

function named(event: KeyboardEvent): string {
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return "?";
  if (event.code === "Slash") return "/";
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
}

const working = () => Object.values(useShortcuts.getState().groups).flatMap((group) => group.shortcuts.filter(({ run }) => run));

/** What the key goes on with, such as `g `. */
const begun = (event: KeyboardEvent) => (first && event.timeStamp - first.at < PAUSE ? `${first.key} ` : undefined);

/** Whether it is the second key of a pair, such as the `r` of `g r`: nothing else may act on it. */
export function isSecond(event: KeyboardEvent): boolean {
  const before = begun(event);
  return before !== undefined && working().some(({ keys }) => keys.startsWith(before));
}

export function handleKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  // It types nothing: it works within a field, too, and over a dialog.
  const isFunction = /^F\d+$/.test(event.key);
  if (!useLook.getState().keys || (!isFunction && (isField(event.target) || useRest.getState().isOn))) return;
  const key = named(event);
  const before = begun(event);
  const all = working();
  const over = layers();
  const isCovered = over.length > 1 || over.some((layer) => layer.matches("[role=menu]"));
  const paired = isCovered || !before ? undefined : all.find(({ keys }) => keys === before + key);
  const found = paired ?? (over.length === 0 || isFunction ? all.find(({ keys }) => keys === key) : undefined);
  first = found ? undefined : { key, at: event.timeStamp };
  if (!found) return;
  event.preventDefault();
  if (over.length === 0) found.run?.();
  else void closeLayers().then((isClosed) => isClosed && found.run?.());
}
