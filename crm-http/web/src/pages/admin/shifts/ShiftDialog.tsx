import { useState } from "react";
import { api, ifMatch, once, told, type Schemas } from "@/api/client";
import { Button } from "@/ui/button";
import { Segments } from "@/ui/tabs";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { emptied, named } from "../shared/draft";
import { RecordDialog } from "../shared/RecordDialog";
import type { Editing } from "../shared/RecordForm";
import { CallOff } from "./CallOff";
import { clocksOf, draftOf, instantsOf, type Shift, type ShiftDraft } from "./week";
import { texts } from "./words";

interface Props {
  person: Schemas["Operator"];
  day: string;
  zone: string;
  /** The shifts that begin on the day. */
  shifts: Shift[];
  onClose: () => void;
}

/** The shifts of somebody's day: the first one to change, or a new one. */
export function ShiftDialog({ person, day, zone, shifts, onClose }: Props) {
  const said = useTexts(texts);
  const dates = useFormat("UTC");
  const [chosen, setChosen] = useState(String(shifts[0]?.id ?? "new"));
  const [isCalledOff, setCalledOff] = useState(false);
  const shift = shifts.find(({ id }) => String(id) === chosen);
  const editing: Editing<Shift, ShiftDraft> = {
    entity: "shift",
    fields: [
      { kind: "time", name: "from", label: said.from, required: true, size: "half" },
      { kind: "time", name: "to", label: said.to, hint: said.toHint, required: true, size: "half" },
      { kind: "area", name: "note", label: said.note, maxLength: 500 },
    ],
    draft: (row) => draftOf(row, zone),
    read: async (id) => (await told(api.GET("/api/shifts/{id}", { params: { path: { id } } }))).data,
    create: ({ from, to, note }, key) => {
      const body = { operatorId: person.id, ...instantsOf(day, from, to, zone), ...named({ note }) };
      return told(api.POST("/api/shifts", { params: { header: once(key) }, body }));
    },
    change: (row, changed) => {
      const { from, to } = { ...draftOf(row, zone), ...changed };
      // Both ends go together: one that moves over midnight takes the other along.
      const times = changed.from !== undefined || changed.to !== undefined ? instantsOf(day, from, to, zone) : {};
      const params = { path: { id: row.id }, header: ifMatch(row.version) };
      return told(api.PATCH("/api/shifts/{id}", { params, body: { ...times, ...emptied({ note: changed.note }) } }));
    },
    about: { "shift.overlaps": "from", "shift.bad_length": "to" },
  };
  return (
    <RecordDialog
      title={`${person.name}, ${dates.day(`${day}T00:00:00Z`)}`}
      editing={editing}
      row={shift}
      onClose={onClose}
      head={
        shifts.length > 0 && (
          <div className="mb-3 flex">
            <Segments
              label={said.which}
              value={chosen}
              choices={[...shifts.map((one) => ({ value: String(one.id), label: clocksOf(one, zone) })), { value: "new", label: said.more }]}
              onChange={setChosen}
            />
          </div>
        )
      }
      actions={
        shift && (
          <>
            <Button onClick={() => setCalledOff(true)}>{said.cancel}</Button>
            <CallOff
              shift={isCalledOff ? shift : undefined}
              name={person.name}
              zone={zone}
              onClose={() => setCalledOff(false)}
              onDone={onClose}
            />
          </>
        )
      }
    />
  );
}
