import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** `№ 17`, as people say it. */
export const orderNumber = (id: number) => `№ ${id}`;

/** To an order's card. */
export function OrderLink({ id, children }: { id: number; children?: ReactNode }) {
  return (
    <Link to="/orders" search={{ order: id }} className="rounded font-medium text-accent underline underline-offset-2">
      {children ?? orderNumber(id)}
    </Link>
  );
}
