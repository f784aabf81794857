import { Problem, Unreachable } from "./problem";
import type { components } from "./schema";

export type SignedIn = components["schemas"]["SignedIn"];

/** Asked from a browser, the server keeps the refresh token in a cookie that no script reads. */
const COOKIE = { "X-Session": "cookie" };

/** In memory only: a reload gets the next one by the cookie. */
let token: string | undefined;
let refreshing: Promise<SignedIn> | undefined;
let ended: () => void = () => undefined;

export const accessToken = () => token;
export const dropAccess = () => (token = undefined);
/** What to do once the session cannot be continued. */
export const onSessionEnd = (then: () => void) => (ended = then);

async function ask(path: string, init: RequestInit): Promise<SignedIn> {
  let response: Response;
  try {
    response = await fetch(path, { method: "POST", ...init });
  } catch (cause) {
    throw new Unreachable(cause);
  }
  if (!response.ok) throw await Problem.of(response);
  const signed = (await response.json()) as SignedIn;
  token = signed.accessToken;
  return signed;
}

export function signIn(login: string, password: string): Promise<SignedIn> {
  const body = JSON.stringify({ login, password });
  return ask("/api/auth/login", { headers: { ...COOKIE, "Content-Type": "application/json" }, body });
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
  try {
    return await navigator.locks.request("crm.refresh", async () => await ask("/api/auth/refresh", { headers: COOKIE }));
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      token = undefined;
      ended();
    }
    throw error;
  }
}
