import { PhoneIncoming, PhoneOutgoing, Phone } from "lucide-react";
import type { Schemas } from "@/api/client";
import { CallStatus } from "@/call/CallStatus";
import type { Column } from "@/ui/table";
import { useLabel, useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

export type Call = Schemas["Call"];

const icons = { in: PhoneIncoming, out: PhoneOutgoing, internal: Phone };

export function useColumns(): Column<Call>[] {
  const words = useWords();
  const label = useLabel();
  const format = useFormat();
  const said = useTexts(texts);
  const titles = said.columns;
  const text = (value: string | null | undefined) => value ?? <span className="text-soft">{words.lists.none}</span>;
  const length = (value: number | null | undefined) => text(value == null ? null : format.seconds(value));
  return [
    {
      id: "time",
      title: titles.time,
      width: 9.5,
      cell: (call) => (
        <>
          <span className="text-soft">{format.day(call.dateCreate)}</span> {format.time(call.dateCreate)}
        </>
      ),
    },
    {
      id: "client",
      title: titles.client,
      width: 11.5,
      grow: true,
      cell: (call) => {
        const Icon = icons[call.direction];
        return (
          <span className="flex items-center gap-2">
            <Icon size={15} role="img" aria-label={label("callDirection", call.direction)} className="shrink-0 text-soft" />
            <span className="truncate font-medium">{call.phoneClient ? format.phone(call.phoneClient) : said.hidden}</span>
          </span>
        );
      },
    },
    { id: "status", title: titles.status, width: 8, cell: (call) => <CallStatus call={call} /> },
    { id: "operator", title: titles.operator, width: 9, grow: true, cell: (call) => text(call.operator?.name) },
    { id: "city", title: titles.city, width: 7, grow: true, cell: (call) => text(call.city) },
    { id: "campaign", title: titles.campaign, width: 7.5, grow: true, cell: (call) => text(call.campaign) },
    { id: "wait", title: titles.wait, width: 5, right: true, cell: (call) => length(call.waitSeconds) },
    { id: "talk", title: titles.talk, width: 6, right: true, cell: (call) => length(call.talkSeconds) },
  ];
}
