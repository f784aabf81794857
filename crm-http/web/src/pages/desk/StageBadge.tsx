import type { CallCard, Stage } from "@/call/live";
import { CallStatus } from "@/call/CallStatus";
import { texts as shared } from "@/call/words";
import { Badge, type Tone } from "@/ui/badge";
import { Running } from "@/ui/clock";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

const tones: Record<Stage, Tone> = { rings: "news", talks: "good", elsewhere: "plain", ended: "plain" };

/** How the call stands, with its clock. */
export function StageBadge({ call, stage }: { call: CallCard; stage: Stage }) {
  const said = useTexts(texts).call;
  const { stages } = useTexts(shared);
  const format = useFormat();
  const talker = stage === "elsewhere" && call.operator;
  return (
    <span className="flex items-center gap-2">
      {stage === "ended" ? <CallStatus call={call} /> : <Badge tone={tones[stage]}>{stages[stage]}</Badge>}
      <span className="text-soft">
        {stage === "ended" ? call.talkSeconds != null && format.seconds(call.talkSeconds) : <Running since={call.answeredAt ?? call.dateCreate} />}
      </span>
      {talker && <span className="text-soft">{said.talked(talker.name)}</span>}
    </span>
  );
}
