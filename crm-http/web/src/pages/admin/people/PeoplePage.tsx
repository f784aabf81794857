import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { all } from "@/lists/named";
import { Badge } from "@/ui/badge";
import type { RecordColumn } from "@/ui/records";
import { Segments } from "@/ui/tabs";
import { useLabel, useTexts, useWords } from "@/words";
import { useRecordSearch } from "../shared/address";
import { RecordDialog } from "../shared/RecordDialog";
import { RecordPage } from "../shared/RecordPage";
import { texts as sharedTexts } from "../shared/words";
import { staffRoles, useEditing, workTones, type Person } from "./person";
import { PersonCard } from "./PersonCard";
import { texts } from "./words";

/** Everybody but masters: who they are, and what they are doing now. */
export function PeoplePage() {
  const words = useWords();
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const label = useLabel();
  const { search, show, close } = useRecordSearch();
  const list = useQuery({
    queryKey: ["operator", "all"],
    queryFn: ({ signal }) => all((cursor) => told(api.GET("/api/operators", { params: { query: { limit: 100, ...cursor } }, signal }))),
  });
  const editing = useEditing(search.add !== undefined);
  const people = list.data?.filter((person) => person.role !== "master" && (!search.of || person.role === search.of));
  const open = list.data?.find((person) => person.id === search.open);
  const text = (value: string | null | undefined) => value ?? words.lists.none;
  const columns: RecordColumn<Person>[] = [
    { id: "name", title: said.name, cell: (person) => person.name },
    { id: "login", title: said.login, wide: true, cell: (person) => person.login },
    { id: "role", title: said.role, cell: (person) => label("role", person.role) },
    { id: "city", title: shared.of.city, cell: (person) => text([person.city, ...person.moreCities].filter(Boolean).join(", ") || null) },
    { id: "extension", title: said.extension, cell: (person) => text(person.extension) },
    { id: "sip", title: said.sip, wide: true, cell: (person) => text(person.sipAddress) },
    {
      id: "now",
      title: said.now,
      cell: (person) =>
        person.status === "active" ? (
          <Badge tone={workTones[person.statusWork]}>{label("workState", person.statusWork)}</Badge>
        ) : (
          <Badge>{said.blocked}</Badge>
        ),
    },
  ];
  return (
    <RecordPage
      title={said.title}
      list={{ ...list, data: people }}
      columns={columns}
      text={(person) => [person.name, person.login, person.city, ...person.moreCities, person.extension, person.sipAddress].join(" ")}
      isGone={(person) => person.status !== "active"}
      empty={said.empty}
      emptyHint={said.emptyHint}
      filters={
        <Segments
          label={said.role}
          value={search.of ?? ""}
          choices={[{ value: "", label: words.lists.all }, ...staffRoles().map((value) => ({ value, label: label("role", value) }))]}
          onChange={(of) => show({ of: of || undefined }, true)}
        />
      }
    >
      {search.add && <RecordDialog title={said.adding} editing={editing} row={undefined} onClose={close} />}
      {open && <PersonCard key={open.id} person={open} editing={editing} />}
    </RecordPage>
  );
}
