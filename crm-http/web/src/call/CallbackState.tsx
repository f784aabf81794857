import { Badge, type Tone } from "@/ui/badge";
import { useLabel } from "@/words";
import type { Callback } from "./callbacks";

const tones: Record<Callback["state"], Tone> = { open: "bad", closed: "good", withdrawn: "plain" };

export function CallbackState({ state }: { state: Callback["state"] }) {
  const label = useLabel();
  return <Badge tone={tones[state]}>{label("callbackState", state)}</Badge>;
}
