import { useUser } from "@/session/session";
import { MyVisits } from "./visits/MyVisits";
import { OfficeOrders } from "./OfficeOrders";

/** A master's own visits, or the orders of the office. */
export function OrdersPage() {
  const { role } = useUser();
  return role === "master" ? <MyVisits /> : <OfficeOrders />;
}
