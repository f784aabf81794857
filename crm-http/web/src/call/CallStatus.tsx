import type { Schemas } from "@/api/client";
import { Badge, type Tone } from "@/ui/badge";
import { useLabel } from "@/words";

type Call = Schemas["Call"];

const tones: Record<Call["status"], Tone> = { new: "news", answered: "good", missed: "bad", busy: "warn", no_answer: "warn" };

export function CallStatus({ call }: { call: Call }) {
  const label = useLabel();
  return <Badge tone={tones[call.status]}>{label("callStatus", call.status)}</Badge>;
}
