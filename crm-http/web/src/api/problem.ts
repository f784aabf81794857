import type { components } from "./schema";

type Body = components["schemas"]["Problem"];

/** A refusal of the server, RFC 9457. What people read is `sentence`; what code looks at is `code`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly components["schemas"]["ProblemField"][];
  readonly currentVersion: number | undefined;

  constructor(status: number, body: Partial<Body>) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? "internal";
    this.fields = body.errors ?? [];
    this.currentVersion = body.currentVersion ?? undefined;
  }

  static async of(response: Response): Promise<Problem> {
    try {
      return new Problem(response.status, (await response.json()) as Partial<Body>);
    } catch {
      return new Problem(response.status, {});
    }
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("the server does not answer", { cause });
    this.name = "Unreachable";
  }
}
