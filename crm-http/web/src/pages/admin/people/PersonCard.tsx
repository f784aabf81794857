import { api, ifMatch, told } from "@/api/client";
import { Sessions } from "@/session/Sessions";
import { Segments } from "@/ui/tabs";
import { useTexts } from "@/words";
import { useRecordSearch } from "../shared/address";
import { Ask } from "../shared/Ask";
import { RecordDialog } from "../shared/RecordDialog";
import type { Editing } from "../shared/RecordForm";
import { Access } from "./Access";
import type { Person, PersonDraft } from "./person";
import { TimeSheet } from "./TimeSheet";
import { texts } from "./words";

const parts = ["form", "access", "sessions", "time"] as const;
type Part = (typeof parts)[number];

/** Everything about somebody: the profile, access, sessions and time, each with an address. */
export function PersonCard({ person, editing }: { person: Person; editing: Editing<Person, PersonDraft> }) {
  const said = useTexts(texts);
  const { search, show, close } = useRecordSearch();
  const part: Part = parts.find((one) => one === search.part) ?? "form";
  const setStatus = (status: Person["status"]) =>
    told(
      api.PATCH("/api/operators/{id}/status", {
        params: { path: { id: person.id }, header: ifMatch(person.version) },
        body: { status },
      }),
    );
  const others = {
    form: undefined,
    access: <Access person={person} />,
    sessions: <Sessions of={person} />,
    time: <TimeSheet person={person} />,
  };
  return (
    <RecordDialog
      as="drawer"
      title={person.name}
      editing={editing}
      row={person}
      onClose={close}
      head={
        <div className="mb-4 flex">
          <Segments
            label={said.parts}
            value={part}
            choices={parts.map((value) => ({ value, label: said.part[value] }))}
            onChange={(next) => show({ part: next === "form" ? undefined : next }, true)}
          />
        </div>
      }
      instead={others[part]}
      actions={
        person.status === "active" ? (
          <Ask
            entity="operator"
            title={said.blocking(person.name)}
            hint={said.blockHint}
            action={said.block}
            run={() => setStatus("inactive")}
            done={said.blockedNow}
            onDone={close}
          >
            {said.block}
          </Ask>
        ) : (
          <Ask entity="operator" run={() => setStatus("active")} done={said.unblocked} onDone={close}>
            {said.unblock}
          </Ask>
        )
      }
    />
  );
}
