import { useEffect } from "react";
import { create } from "zustand";
import { api, told, type Schemas } from "@/api/client";
import { Problem, Unreachable } from "@/api/problem";
import { onEvent, RESET, useFeed } from "@/live/feed";
import { useSession, type User } from "@/session/session";
import { ring, useDesk } from "./desk";

export type CallCard = Schemas["CallCard"];

interface Live {
  /** Calls that are not over, and those that were not while somebody watched. */
  calls: Readonly<Record<number, CallCard>>;
}

export const useLive = create<Live>(() => ({ calls: {} }));

/** How a call stands for the user: whether it rings or talks at their own phone. */
export type Stage = "rings" | "talks" | "elsewhere" | "ended";

const legsOf = (call: CallCard, extension: string | null | undefined) =>
  extension ? call.legs.filter(({ to, from }) => to.extension === extension || (from.extension === extension && call.direction === "out")) : [];

/** Whether the call rings, rang or is made by the user's phone. */
export const concerns = (call: CallCard, user: User) => legsOf(call, user.extension).length > 0 || call.operator?.id === user.id;

export function stageOf(call: CallCard, user: User): Stage {
  if (call.status !== "new") return "ended";
  const legs = legsOf(call, user.extension).filter(({ endedAt }) => endedAt == null);
  if (legs.some(({ connectedAt }) => connectedAt != null)) return "talks";
  return legs.length > 0 ? "rings" : "elsewhere";
}

/** When each call was last asked for: an answer that was overtaken says nothing new. */
const asked = new Map<number, number>();
let asking = 0;

function keep(call: CallCard) {
  const { user } = useSession.getState();
  if (!user) return;
  const isLive = call.status === "new";
  const onDesk = (id: number) => useDesk.getState().calls.includes(id);
  useLive.setState(({ calls }) => {
    const all = Object.values({ ...calls, [call.id]: call });
    return { calls: Object.fromEntries(all.filter(({ id, status }) => status === "new" || onDesk(id)).map((one) => [one.id, one])) };
  });
  if (isLive && concerns(call, user)) ring(call.id);
}

/** What was just written to a call, where it is shown: its event may come late, or not at all. */
export function learn(call: Schemas["Call"]) {
  useLive.setState(({ calls }) => {
    const was = calls[call.id];
    return was && was.version <= call.version ? { calls: { ...calls, [call.id]: { ...was, ...call } } } : {};
  });
}

/** A call that is not read does not pop up, so a server that is busy for a moment is asked again. */
const WAITS = [300, 1_000, 2_000, 4_000];
const isPassing = (error: unknown) => error instanceof Unreachable || (error instanceof Problem && (error.status === 429 || error.status >= 500));

async function patiently<T>(ask: () => Promise<T>, isWanted: () => boolean): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (!isWanted()) throw error;
    }
  }
  return ask();
}

/** Reads a call anew, as an event about it would. */
export async function readCall(id: number) {
  const turn = (asking += 1);
  asked.set(id, turn);
  const isWanted = () => asked.get(id) === turn;
  const { data } = await patiently(() => told(api.GET("/api/calls/{id}", { params: { path: { id } } })), isWanted);
  if (isWanted() && data.version >= (useLive.getState().calls[id]?.version ?? 0)) keep(data);
}

/** So many at a time: an office comes back to its server all at once. */
const AT_ONCE = 4;
let reading = 0;

/** Whoever talks with the client already, it does not ring here: its legs are not asked for. */
async function readAll() {
  const { user } = useSession.getState();
  const turn = (asking += 1);
  reading = turn;
  const isWanted = () => reading === turn;
  const { data } = await patiently(() => told(api.GET("/api/calls", { params: { query: { status: "new", limit: 100 } } })), isWanted);
  if (!isWanted()) return;
  const others = data.filter((call) => call.operator && call.operator.id !== user?.id);
  for (const call of others) {
    if ((asked.get(call.id) ?? 0) < turn) keep({ ...call, legs: [], events: [] });
  }
  const going = new Set(data.map(({ id }) => id));
  const over = Object.values(useLive.getState().calls).filter((call) => call.status === "new" && !going.has(call.id));
  const rest = [...data.filter((call) => !others.includes(call)), ...over];
  const next = rest.values();
  const readOn = async () => {
    // What cannot be read keeps nothing else from being read.
    for (const { id } of next) if (isWanted()) await readCall(id).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
}

/** Follows the calls of the user's cities, one reading an event, so that a call pops up as soon as it rings. */
export function useCallWatch(user: User) {
  useEffect(() => {
    // What fails is told by the state of the connection, and made good by the next event.
    const quietly = (reading: Promise<void>) => void reading.catch(() => undefined);
    const stop = onEvent(({ kind, entity, id }) => {
      if (kind === RESET) quietly(readAll());
      else if (entity === "call") quietly(readCall(Number(id)));
    });
    // What could not be read while the line was down.
    const back = useFeed.subscribe(({ state }, was) => {
      if (state === "on" && was.state !== "on") quietly(readAll());
    });
    quietly(readAll());
    return () => {
      stop();
      back();
      asked.clear();
      reading = 0;
      useLive.setState({ calls: {} });
    };
  }, [user.id]);
}
