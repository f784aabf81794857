import { create } from "zustand";
import { api, told } from "@/api/client";
import { LIST, queries } from "@/api/queries";
import { codes } from "@/words";

interface Feed {
  state: "connecting" | "on" | "off";
  /** Nothing is read yet: what is read before the stream begins may miss what happens in between. For a moment only. */
  isAwaited: boolean;
}

const before: Feed = { state: "connecting", isAwaited: true };

export const useFeed = create<Feed>(() => before);

/** What an event tells: `call.started` about call 17. */
export interface LiveEvent {
  kind: string;
  entity: string;
  id: number | string | null;
  /** Of a call. */
  phoneClient?: string | null;
}

/** How long the first readings wait for the stream. */
const PATIENCE = 800;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** Events that come together are one reading. */
const GATHER = 150;

/** The kind that listeners are told of when anything may have changed. */
export const RESET = "reset";

/** Reads everything anew that is shown. Lists keep their place, and are told instead: see `useEndless`. */
export function everythingAnew(): Promise<void> {
  for (const listener of listeners) listener({ kind: RESET, entity: "", id: null });
  return queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== LIST });
}

const listeners = new Set<(event: LiveEvent) => void>();

/** Tells of every event until the returned function is called: for what has to happen beside reading anew. */
export function onEvent(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let gathered = new Set<string>();
let gathering: number | undefined;

function readAnew(entity: string) {
  gathered.add(entity);
  gathering ??= window.setTimeout(() => {
    const entities = gathered;
    [gathered, gathering] = [new Set(), undefined];
    for (const one of entities) void queries.invalidateQueries({ queryKey: [one] });
  }, GATHER);
}

/** Follows the feed until the returned function is called. */
export function follow(): () => void {
  let source: EventSource | undefined;
  let lastId: string | undefined;
  let wait = FIRST_WAIT;
  let retry: number | undefined;
  /** Of the tries, the one that counts: whatever comes of an earlier one is late. None does once it is over. */
  let turn = 0;

  const again = () => {
    turn += 1;
    source?.close();
    window.clearTimeout(retry);
    // Not all browsers of an office at the same moment.
    retry = window.setTimeout(() => void open(), wait * (0.75 + Math.random() / 2));
    if (wait >= FIRST_WAIT * 4) useFeed.setState({ state: "off" });
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };

  const open = async () => {
    const mine = turn;
    const isLate = () => mine !== turn;
    let ticket: string;
    try {
      ticket = (await told(api.POST("/api/events/ticket"))).data.ticket;
    } catch {
      if (!isLate()) again();
      return;
    }
    if (isLate()) return;
    const query = new URLSearchParams({ ticket, ...(lastId && { lastEventId: lastId }) });
    source = new EventSource(`/api/events?${query}`);
    source.onopen = () => {
      wait = FIRST_WAIT;
      const { isAwaited } = useFeed.getState();
      useFeed.setState({ state: "on", isAwaited: false });
      // It begins now: what happened between earlier readings and this may be anything.
      if (!lastId && !isAwaited) void everythingAnew();
    };
    // The browser would come again with a ticket that is used up.
    source.onerror = () => {
      if (!isLate()) again();
    };
    source.addEventListener(RESET, (event) => {
      lastId = event.lastEventId;
      void everythingAnew();
    });
    for (const kind of codes("eventKind")) {
      source.addEventListener(kind, (message: MessageEvent<string>) => {
        lastId = message.lastEventId;
        const event = JSON.parse(message.data) as LiveEvent;
        readAnew(event.entity);
        for (const listener of listeners) listener(event);
      });
    }
  };

  // A stream that still looks open may have died with the network, and nothing would say so.
  const now = () => {
    wait = FIRST_WAIT;
    again();
  };
  const off = () => useFeed.setState({ state: "off" });
  window.addEventListener("online", now);
  window.addEventListener("offline", off);
  const patience = window.setTimeout(() => useFeed.setState({ isAwaited: false }), PATIENCE);
  void open();

  return () => {
    turn += 1;
    source?.close();
    window.clearTimeout(retry);
    window.clearTimeout(patience);
    window.removeEventListener("online", now);
    window.removeEventListener("offline", off);
    useFeed.setState(before);
  };
}
