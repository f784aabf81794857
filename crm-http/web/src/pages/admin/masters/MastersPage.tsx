import { useQuery } from "@tanstack/react-query";
import { api, ifMatch, once, told, type Schemas } from "@/api/client";
import { all, useCities } from "@/lists/named";
import { useUser } from "@/session/session";
import { Badge } from "@/ui/badge";
import { Combobox } from "@/ui/combobox";
import type { RecordColumn } from "@/ui/records";
import { useLabel, useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { useRecordSearch } from "../shared/address";
import { ArchiveButton } from "../shared/ArchiveButton";
import { emptied, named } from "../shared/draft";
import type { FieldSpec } from "../shared/fields";
import { RecordDialog } from "../shared/RecordDialog";
import type { Editing } from "../shared/RecordForm";
import { RecordPage } from "../shared/RecordPage";
import { texts as sharedTexts } from "../shared/words";
import { texts } from "./words";

type Master = Schemas["Master"];
type MasterDraft = {
  name: string;
  login: string;
  password: string;
  city: string;
  moreCities: string[];
  extension: string;
  sipAddress: string;
};

const citiesOf = ({ city, moreCities }: { city?: string | null; moreCities: string[] }) => (city ? [city, ...moreCities] : moreCities);

function useEditing(isNew: boolean): Editing<Master, MasterDraft> {
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const user = useUser();
  const { choices } = useCities();
  // A director is offered own cities; others would be refused.
  const cities = user.role === "admin" ? choices : choices.filter(({ value }) => citiesOf(user).includes(value));
  const first: FieldSpec<keyof MasterDraft>[] = [
    { kind: "text", name: "login", label: said.login, maxLength: 100, required: true },
    { kind: "password", name: "password", label: said.password, hint: said.passwordHint, required: true },
  ];
  return {
    entity: "operator",
    fields: [
      { kind: "text", name: "name", label: said.name, maxLength: 255, required: true },
      ...(isNew ? first : []),
      { kind: "choice", name: "city", label: shared.of.city, choices: cities, required: true },
      { kind: "many", name: "moreCities", label: shared.of.moreCities, choices: cities },
      { kind: "text", name: "extension", label: said.extension, maxLength: 32, size: "half" },
      { kind: "text", name: "sipAddress", label: said.sip, maxLength: 100, size: "half" },
    ],
    draft: (master) => ({
      name: master?.name ?? "",
      login: master?.login ?? "",
      password: "",
      city: master?.city ?? "",
      moreCities: master?.moreCities ?? [],
      extension: master?.extension ?? "",
      sipAddress: master?.sipAddress ?? "",
    }),
    read: async (id) => (await told(api.GET("/api/masters/{id}", { params: { path: { id } } }))).data,
    create: ({ extension, sipAddress, ...draft }, key) => {
      const body = { ...draft, ...named({ extension, sipAddress }) };
      return told(api.POST("/api/masters", { params: { header: once(key) }, body }));
    },
    change: ({ id, version }, { name, city, moreCities, extension, sipAddress }) => {
      const body = {
        ...(name !== undefined && { name }),
        ...(city !== undefined && { city }),
        ...(moreCities && { moreCities }),
        ...emptied({ extension, sipAddress }),
      };
      return told(api.PATCH("/api/masters/{id}", { params: { path: { id }, header: ifMatch(version) }, body }));
    },
    about: { "operator.login_taken": "login", "operator.extension_taken": "extension" },
  };
}

/** Masters, for admins and for the directors of their cities. */
export function MastersPage() {
  const words = useWords();
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const label = useLabel();
  const format = useFormat();
  const { search, show, close } = useRecordSearch();
  const list = useQuery({
    queryKey: ["operator", "all-masters"],
    queryFn: ({ signal }) => all((cursor) => told(api.GET("/api/masters", { params: { query: { limit: 100, ...cursor } }, signal }))),
  });
  const masters = list.data ?? [];
  const open = masters.find((master) => master.id === search.open);
  const editing = useEditing(!open);
  const cities = [...new Set(masters.flatMap(citiesOf))].sort((one, other) => one.localeCompare(other));
  const columns: RecordColumn<Master>[] = [
    { id: "name", title: said.name, cell: (master) => master.name },
    { id: "city", title: shared.of.city, cell: (master) => citiesOf(master).join(", ") || words.lists.none },
    { id: "orders", title: said.openOrders, right: true, cell: (master) => format.number(master.openOrders) },
    { id: "login", title: said.login, wide: true, cell: (master) => master.login },
    { id: "extension", title: said.extension, wide: true, cell: (master) => master.extension ?? words.lists.none },
    {
      id: "state",
      title: said.state,
      cell: (master) => <Badge tone={master.status === "active" ? "good" : "plain"}>{label("operatorStatus", master.status)}</Badge>,
    },
  ];
  return (
    <RecordPage
      title={said.title}
      list={{ ...list, data: list.data?.filter((master) => !search.of || citiesOf(master).includes(search.of)) }}
      columns={columns}
      text={(master) => [master.name, master.login, master.extension, ...citiesOf(master)].join(" ")}
      isGone={(master) => master.status !== "active"}
      empty={said.empty}
      emptyHint={said.emptyHint}
      filters={
        <div className="w-44">
          <Combobox
            label={shared.of.city}
            choices={cities.map((value) => ({ value, label: value }))}
            value={search.of}
            placeholder={words.lists.all}
            onChange={(of) => show({ of }, true)}
          />
        </div>
      }
    >
      {(search.add || open) && (
        <RecordDialog
          key={open?.id ?? "new"}
          title={open ? open.name : said.adding}
          editing={editing}
          row={open}
          onClose={close}
          actions={
            open && (
              <ArchiveButton
                entity="operator"
                name={open.name}
                hint={said.archiveHint}
                isArchived={open.status !== "active"}
                onDone={close}
                set={(archived) =>
                  told(
                    api.PATCH("/api/masters/{id}", {
                      params: { path: { id: open.id }, header: ifMatch(open.version) },
                      body: { status: archived ? "inactive" : "active" },
                    }),
                  )
                }
              />
            )
          }
        />
      )}
    </RecordPage>
  );
}
