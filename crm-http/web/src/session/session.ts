import { create } from "zustand";
import { CHANGED, dropAccess, refresh, signIn, watchAccess } from "@/api/access";
import { api, told, type Schemas } from "@/api/client";
import { Problem } from "@/api/problem";
import { queries } from "@/api/queries";
import { everythingAnew } from "@/live/feed";

export type User = Schemas["Operator"];
export type Role = User["role"];

interface Session {
  /** `expired`: somebody was signed in, and what they see and typed stays, behind the question for the password. */
  state: "unknown" | "out" | "in" | "expired";
  user: User | undefined;
}

export const useSession = create<Session>(() => ({ state: "unknown", user: undefined }));

/** The signed-in user, where a page is shown only to one. */
export function useUser(): User {
  const user = useSession((session) => session.user);
  if (!user) throw new Error("nobody is signed in");
  return user;
}

/** Shows the user changed. An answer that came too late does not bring back somebody who is gone. */
export function setUser(user: User) {
  if (useSession.getState().user?.id === user.id) useSession.setState({ user });
}

/** Nobody sees what somebody else was shown. */
function begin(user: User) {
  if (useSession.getState().user?.id !== user.id) queries.clear();
  useSession.setState({ state: "in", user });
}

watchAccess({
  onEnd: () => {
    if (useSession.getState().state === "in") useSession.setState({ state: "expired" });
  },
  // The tabs of a browser are one person's: whoever signed in last.
  onRefresh: (user) => {
    const { state, user: before } = useSession.getState();
    if (before && (state === "expired" || before.id !== user.id)) begin(user);
  },
});

/** Goes on with the session that the browser still has, if any. */
export async function resume(): Promise<void> {
  try {
    const { user } = await refresh();
    begin(user);
  } catch (error) {
    if (error instanceof Problem && error.status === 401) useSession.setState({ state: "out", user: undefined });
    else throw error;
  }
}

export async function enter(login: string, password: string): Promise<void> {
  const before = useSession.getState().user;
  const { user } = await signIn(login, password);
  begin(user);
  if (before?.id === user.id) await everythingAnew();
}

/** Signs out, or throws: only the server can take the session's cookie back. */
export async function leave(): Promise<void> {
  try {
    await told(api.POST("/api/auth/logout"));
  } catch (error) {
    // There was no session any more. Or it is somebody else's by now, and theirs to end.
    if (!(error instanceof Problem && error.status === 401)) throw error;
    if (error.code === CHANGED) return;
  }
  dropAccess();
  queries.clear();
  useSession.setState({ state: "out", user: undefined });
}
