import { Problem, Unreachable } from "./problem";
import type { components } from "./schema";

export type SignedIn = components["schemas"]["SignedIn"];

/** Asked from a browser, the server keeps the refresh token in a cookie that no script reads. */
const COOKIE = { "X-Session": "cookie" };

/** One person's, until they sign out or somebody else signs in: `over` tells those who still wait for an answer. */
export interface Access {
  userId: number;
  token: string;
  over: AbortController;
}

/** In memory only: a reload gets the next one by the cookie. */
let access: Access | undefined;
let refreshing: Promise<SignedIn> | undefined;

interface Watch {
  /** The session cannot be continued. */
  onEnd: () => void;
  /** It is continued, and by whom: another tab may have signed somebody else in. */
  onRefresh: (user: SignedIn["user"]) => void;
}
let watch: Watch = { onEnd: () => undefined, onRefresh: () => undefined };

export const currentAccess = () => access;
export const watchAccess = (next: Watch) => (watch = next);

/** What somebody asked for is neither sent nor shown as somebody else. */
export const CHANGED = "session.changed";
export const changedHands = () => new Problem(401, { code: CHANGED, detail: "The session changed before the answer came." });

export function dropAccess() {
  access?.over.abort(changedHands());
  access = undefined;
}

function take({ user, accessToken }: SignedIn) {
  if (access?.userId === user.id) {
    access.token = accessToken;
  } else {
    dropAccess();
    access = { userId: user.id, token: accessToken, over: new AbortController() };
  }
}

async function ask(path: string, init: RequestInit): Promise<SignedIn> {
  let response: Response;
  try {
    response = await fetch(path, { method: "POST", ...init });
  } catch (cause) {
    throw new Unreachable(cause);
  }
  if (!response.ok) throw await Problem.of(response);
  return (await response.json()) as SignedIn;
}

export async function signIn(login: string, password: string): Promise<SignedIn> {
  const body = JSON.stringify({ login, password });
  const signed = await ask("/api/auth/login", { headers: { ...COOKIE, "Content-Type": "application/json" }, body });
  take(signed);
  return signed;
}

/**
 * The next access token. One at a time, in all tabs: a refresh token that is used twice ends its session, and the tabs of a
 * browser share the cookie.
 */
export function refresh(): Promise<SignedIn> {
  refreshing ??= continued().finally(() => (refreshing = undefined));
  return refreshing;
}

async function continued(): Promise<SignedIn> {
  const before = access;
  try {
    const signed = await navigator.locks.request("crm.refresh", async () => await ask("/api/auth/refresh", { headers: COOKIE }));
    // Signed out, or in, while this was asked.
    if (access !== before) throw changedHands();
    take(signed);
    watch.onRefresh(signed.user);
    return signed;
  } catch (error) {
    if (error instanceof Problem && error.status === 401 && access === before) watch.onEnd();
    throw error;
  }
}
