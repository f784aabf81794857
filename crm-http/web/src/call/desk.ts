import { create } from "zustand";
import { isTypedInto, restKeys } from "@/keys/keys";
import { draftOf, dropDraft } from "@/order/drafts";
import { useSession } from "@/session/session";
import { useLive } from "./live";

/** A form of an order without a call. */
export const BLANK = "blank";

export type Shown = number | typeof BLANK;

/** The words about a call. */
export interface Words {
  category: string;
  note: string;
}

/** What somebody types about a call before it is saved, and what was there when they began. */
export interface Said {
  typed: Words;
  base: Words;
  version: number;
}

interface Desk {
  /** Calls of the user's own phone that were not put away, the latest last. */
  calls: readonly number[];
  shown: Shown | undefined;
  /** Whose order forms are open. */
  forms: readonly Shown[];
  /** Half-written words about calls. */
  said: Readonly<Record<number, Said>>;
}

const nothing: Desk = { calls: [], shown: undefined, forms: [], said: {} };

/** What lies on the operator's desk. It stays over other pages, in memory. */
export const useDesk = create<Desk>(() => nothing);

export const draftName = (shown: Shown) => (shown === BLANK ? "desk" : `call:${shown}`);

/** The part of the page that shows what lies on the desk, while it is in sight. */
const table = () => document.querySelector("[data-desk]");

/** Whether something is being written there that another call must not cover. */
function isBusy(shown: Shown | undefined): boolean {
  if (shown === undefined) return false;
  const { forms, said } = useDesk.getState();
  if (forms.includes(shown) || draftOf(draftName(shown))) return true;
  return shown !== BLANK && (said[shown] !== undefined || useLive.getState().calls[shown]?.status === "new");
}

/** A call of the user's own phone: it comes up at once, unless that would cover what is being done. */
export function ring(id: number) {
  const { calls, shown } = useDesk.getState();
  if (calls.includes(id)) return;
  const left = calls.filter((one) => one === shown || isBusy(one));
  // Also where the cursor waits for the first letter.
  const isTyping = isTypedInto(document.activeElement) && table()?.contains(document.activeElement);
  const comesUp = !isBusy(shown) && !(shown !== undefined && isTyping);
  if (comesUp && shown !== undefined && table()) restKeys();
  useDesk.setState({ calls: [...left, id], ...(comesUp && { shown: id }) });
}

export const show = (shown: Shown) => useDesk.setState({ shown });

export function openForm(shown: Shown) {
  useDesk.setState(({ forms }) => ({ shown, forms: forms.includes(shown) ? forms : [...forms, shown] }));
}

export function closeForm(which: Shown) {
  useDesk.setState(({ forms, shown, calls }) => ({
    forms: forms.filter((one) => one !== which),
    ...(shown === BLANK && which === BLANK && { shown: calls.at(-1) }),
  }));
}

/** Puts a call away, and what was typed about it; the next one that waits comes up. */
export function putAway(id: number) {
  dropDraft(draftName(id));
  useDesk.setState(({ calls, forms, said }) => {
    const { [id]: _, ...others } = said;
    const left = calls.filter((one) => one !== id);
    return { calls: left, forms: forms.filter((one) => one !== id), said: others, shown: forms.includes(BLANK) ? BLANK : left.at(-1) };
  });
}

export function say(id: number, next: Said | undefined) {
  useDesk.setState(({ said }) => {
    const { [id]: _, ...others } = said;
    return { said: next ? { ...others, [id]: next } : others };
  });
}

useSession.subscribe(({ user }, before) => {
  if (user?.id !== before.user?.id) useDesk.setState(nothing);
});
