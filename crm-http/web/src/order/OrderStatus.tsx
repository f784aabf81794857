import type { Schemas } from "@/api/client";
import { Badge, type Tone } from "@/ui/badge";
import { useLabel } from "@/words";

type Status = Schemas["Order"]["statusOrder"];

const tones: Record<Status, Tone> = {
  new: "news",
  accepted: "news",
  en_route: "warn",
  in_progress: "warn",
  deferred: "warn",
  completed: "good",
  cancelled: "bad",
  void: "plain",
};

export function OrderStatus({ status }: { status: Status }) {
  const label = useLabel();
  return <Badge tone={tones[status]}>{label("orderStatus", status)}</Badge>;
}
