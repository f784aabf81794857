import { Badge, type Tone } from "@/ui/badge";
import type { Column } from "@/ui/table";
import { useLabel, useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import type { Handover } from "./search";
import { texts } from "./words";

const tones: Record<Handover["state"], Tone> = { handed: "news", accepted: "good", declined: "bad" };

export function CashState({ state }: { state: Handover["state"] }) {
  const label = useLabel();
  return <Badge tone={tones[state]}>{label("cashState", state)}</Badge>;
}

export function useColumns(): Column<Handover>[] {
  const words = useWords();
  const titles = useTexts(texts).columns;
  const format = useFormat();
  return [
    {
      id: "handed",
      title: titles.handed,
      width: 9.5,
      cell: ({ handedAt }) => (
        <>
          <span className="text-soft">{format.day(handedAt)}</span> {format.time(handedAt)}
        </>
      ),
    },
    { id: "master", title: titles.master, width: 9, grow: true, cell: ({ master }) => master.name },
    { id: "city", title: titles.city, width: 7, grow: true, cell: ({ city }) => city },
    { id: "amount", title: titles.amount, width: 8, right: true, cell: ({ amount }) => <span className="font-medium">{format.money(amount)}</span> },
    { id: "state", title: titles.state, width: 7.5, cell: ({ state }) => <CashState state={state} /> },
    { id: "decided", title: titles.decided, width: 9, grow: true, cell: ({ decidedBy }) => decidedBy?.name ?? words.lists.none },
    { id: "note", title: titles.note, width: 10, grow: true, cell: ({ note, reason }) => reason ?? note ?? words.lists.none },
  ];
}
