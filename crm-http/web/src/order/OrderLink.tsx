import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

const ORDERS: string = "/orders";
const search = (id: number): Record<string, unknown> => ({ order: id });

/** `№ 17`, as people say it. */
export const orderNumber = (id: number) => `№ ${id}`;

/** To an order's card. */
export function OrderLink({ id, children }: { id: number; children?: ReactNode }) {
  return (
    <Link to={ORDERS} search={search(id)} className="rounded font-medium text-accent underline underline-offset-2">
      {children ?? orderNumber(id)}
    </Link>
  );
}
