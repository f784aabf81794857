import { create } from "zustand";
import { newKey, type Schemas } from "@/api/client";
import { useSession } from "@/session/session";

/** What the form of an order asks for; empty where nothing was said yet. */
export interface Typed {
  phone: string;
  clientName: string;
  address: string;
  city: string;
  rk: string;
  typeOrder: Schemas["NewOrder"]["typeOrder"] | "";
  typeEquipment: Schemas["NewOrder"]["typeEquipment"] | "";
  problem: string;
  dateMeeting: string;
}

export interface Draft {
  typed: Typed;
  /** Made once for the draft: however often it is sent, from whichever page, one order comes of it. */
  key: string;
  /** What was sent and not answered, the latest last: one of them may be written. */
  unanswered?: readonly Typed[];
}

interface Drafts {
  drafts: Readonly<Record<string, Draft>>;
}

/** Half-written orders by name, such as `call:17`. In memory only: they hold names and addresses. */
export const useDrafts = create<Drafts>(() => ({ drafts: {} }));

export const draftOf = (name: string): Draft | undefined => useDrafts.getState().drafts[name];

export function keepDraft(name: string, draft: Draft) {
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [name]: draft } }));
}

export function dropDraft(name: string) {
  useDrafts.setState(({ drafts }) => {
    const { [name]: _, ...rest } = drafts;
    return { drafts: rest };
  });
}

export const newDraftKey = newKey;

// Nobody sees what somebody else was typing.
useSession.subscribe(({ user }, before) => {
  if (user?.id !== before.user?.id) useDrafts.setState({ drafts: {} });
});
