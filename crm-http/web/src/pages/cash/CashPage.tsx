import { useUser } from "@/session/session";
import { MyCash } from "./MyCash";
import { OfficeCash } from "./OfficeCash";

/** A master hands over; the office accepts. */
export function CashPage() {
  const { role } = useUser();
  return role === "master" ? <MyCash /> : <OfficeCash />;
}
