import { create } from "zustand";
import { dropAccess, onSessionEnd, refresh, signIn } from "@/api/access";
import { api, type Schemas } from "@/api/client";
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

export const setUser = (user: User) => useSession.setState({ user });

onSessionEnd(() => {
  if (useSession.getState().state === "in") useSession.setState({ state: "expired" });
});

/** Goes on with the session that the browser still has, if any. */
export async function resume(): Promise<void> {
  try {
    const { user } = await refresh();
    useSession.setState({ state: "in", user });
  } catch (error) {
    if (error instanceof Problem) useSession.setState({ state: "out", user: undefined });
    else throw error;
  }
}

export async function enter(login: string, password: string): Promise<void> {
  const before = useSession.getState().user;
  const { user } = await signIn(login, password);
  // Nobody sees what somebody else was shown.
  if (before && before.id !== user.id) queries.clear();
  useSession.setState({ state: "in", user });
  if (before) await everythingAnew();
}

export async function leave(): Promise<void> {
  try {
    await api.POST("/api/auth/logout");
  } finally {
    dropAccess();
    queries.clear();
    useSession.setState({ state: "out", user: undefined });
  }
}
