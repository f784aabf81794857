import { useEffect } from "react";
import { create } from "zustand";
import { api, told, type Schemas } from "@/api/client";
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

/** Reads a call anew, as an event about it would. */
export async function readCall(id: number) {
  const turn = (asking += 1);
  asked.set(id, turn);
  const { data } = await told(api.GET("/api/calls/{id}", { params: { path: { id } } }));
  if (asked.get(id) === turn) keep(data);
}

/** Whoever talks with the client already, it does not ring here: its legs are not asked for. */
async function readAll() {
  const { user } = useSession.getState();
  const turn = (asking += 1);
  const { data } = await told(api.GET("/api/calls", { params: { query: { status: "new", limit: 100 } } }));
  const others = data.filter((call) => call.operator && call.operator.id !== user?.id);
  for (const call of others) {
    if ((asked.get(call.id) ?? 0) < turn) keep({ ...call, legs: [], events: [] });
  }
  const going = new Set(data.map(({ id }) => id));
  const over = Object.values(useLive.getState().calls).filter((call) => call.status === "new" && !going.has(call.id));
  const rest = [...data.filter((call) => !others.includes(call)), ...over];
  await Promise.all(rest.map(({ id }) => readCall(id)));
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
      useLive.setState({ calls: {} });
    };
  }, [user.id]);
}
