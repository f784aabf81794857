import { useUser, type Role } from "./session";

/** What is offered to whom: it spares people what the server would refuse, which decides again about everything. */
const offered = {
  classifyCalls: ["admin", "operator"],
  recordCalls: ["admin", "operator"],
  takeCallbacks: ["admin", "operator"],
  closeCallbacks: ["admin", "operator", "director"],
} as const satisfies Record<string, readonly Role[]>;

export function useMay(what: keyof typeof offered): boolean {
  const { role } = useUser();
  const roles: readonly Role[] = offered[what];
  return roles.includes(role);
}
