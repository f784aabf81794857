import type { Callback } from "@/call/callbacks";
import { CallbackState } from "@/call/CallbackState";
import { Running } from "@/ui/clock";
import type { Column } from "@/ui/table";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

/** How long the client waits, or waited. */
export function Waited({ callback }: { callback: Callback }) {
  const format = useFormat();
  return callback.state === "open" ? <Running since={callback.openedAt} /> : format.seconds(callback.waitedSeconds);
}

export function useColumns(): Column<Callback>[] {
  const words = useWords();
  const format = useFormat();
  const titles = useTexts(texts).columns;
  const text = (value: string | null | undefined) => value ?? <span className="text-soft">{words.lists.none}</span>;
  return [
    {
      id: "since",
      title: titles.since,
      width: 9.5,
      cell: ({ openedAt }) => (
        <>
          <span className="text-soft">{format.day(openedAt)}</span> {format.time(openedAt)}
        </>
      ),
    },
    { id: "client", title: titles.client, width: 10, grow: true, cell: ({ phone }) => <span className="font-medium">{format.phone(phone)}</span> },
    { id: "state", title: titles.state, width: 8, cell: ({ state }) => <CallbackState state={state} /> },
    { id: "waited", title: titles.waited, width: 6, right: true, cell: (callback) => <Waited callback={callback} /> },
    { id: "missed", title: titles.missed, width: 7, right: true, cell: ({ missed }) => format.number(missed) },
    { id: "taken", title: titles.taken, width: 9, grow: true, cell: ({ taken }) => text(taken?.by.name) },
    { id: "city", title: titles.city, width: 7, grow: true, cell: ({ city }) => text(city) },
    { id: "campaign", title: titles.campaign, width: 8, grow: true, cell: ({ rk }) => text(rk) },
  ];
}
