import createClient from "openapi-fetch";
import { changedHands, currentAccess, refresh } from "./access";
import { Problem, Unreachable } from "./problem";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** Sends with the access token; once more with a new one when it had run out, if it is still the same person's. */
async function send(request: Request): Promise<Response> {
  const access = currentAccess();
  const attempt = async (again: Request) => {
    if (access) again.headers.set("Authorization", `Bearer ${access.token}`);
    const signal = access ? AbortSignal.any([request.signal, access.over.signal]) : request.signal;
    try {
      return await fetch(again, { signal });
    } catch (cause) {
      if (signal.aborted) throw cause;
      throw new Unreachable(cause);
    }
  };
  const spare = request.clone();
  const response = await attempt(request);
  if (response.status !== 401) return response;
  await refresh();
  if (currentAccess() !== access) throw changedHands();
  return attempt(spare);
}

export const api = createClient<paths>({ fetch: send });

/** What a call of `api` answers, or the problem thrown. */
export async function told<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) throw new Problem(response.status, error ?? {});
  return data;
}

/** For what creates: the same key gives the same thing, however often it is sent. Make it once for a form, not for a try. */
export const newKey = () => crypto.randomUUID();
export const once = (key: string) => ({ "idempotency-key": key });
/** For what changes: only if it is still as it was read. */
export const ifMatch = (version: number) => ({ "if-match": String(version) });
