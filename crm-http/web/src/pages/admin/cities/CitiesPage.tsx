import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ifMatch, once, told, type Schemas } from "@/api/client";
import { Badge } from "@/ui/badge";
import type { RecordColumn } from "@/ui/records";
import { codes, useLabel, useTexts } from "@/words";
import { useLook } from "@/words/look";
import { zoneChoices } from "@/words/zones";
import { useRecordSearch } from "../shared/address";
import { ArchiveButton } from "../shared/ArchiveButton";
import type { FieldSpec } from "../shared/fields";
import { RecordDialog } from "../shared/RecordDialog";
import type { Editing } from "../shared/RecordForm";
import { RecordPage } from "../shared/RecordPage";
import { texts as sharedTexts } from "../shared/words";
import { texts } from "./words";

type City = Schemas["City"];
type CityDraft = { name: string; zone: string; visitFrom: string; visitTo: string; kp: string; bt: string; mnch: string };

const KINDS = ["kp", "bt", "mnch"] as const;
const halfHours = Array.from({ length: 49 }, (_, half) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`);
const clocks = (list: string[]) => list.map((value) => ({ value, label: value }));

/** Capacities are sent together: what is left out stays. */
function capacityOf(draft: Partial<CityDraft>) {
  const given = KINDS.filter((kind) => draft[kind] !== undefined).map((kind) => [kind, Number(draft[kind])]);
  return given.length > 0 ? { capacity: Object.fromEntries(given) as Schemas["CapacityPatch"] } : {};
}

function useEditing(cities: City[]): Editing<City, CityDraft> {
  const said = useTexts(texts);
  const label = useLabel();
  const lang = useLook((look) => look.lang);
  const known = cities.map(({ zone }) => zone).join();
  const zones = useMemo(() => zoneChoices(lang, known ? known.split(",") : []), [lang, known]);
  const kind = (name: (typeof KINDS)[number]): FieldSpec<keyof CityDraft> => {
    return { kind: "number", name, label: said.capacity(label("equipment", name)), size: "third", min: 0, max: 1000, required: true };
  };
  return {
    entity: "city",
    fields: [
      { kind: "text", name: "name", label: said.name, maxLength: 100, required: true },
      { kind: "choice", name: "zone", label: said.zone, choices: zones, required: true },
      { kind: "select", name: "visitFrom", label: said.visitFrom, choices: clocks(halfHours.slice(0, -1)), hint: said.visitHint, size: "half" },
      { kind: "select", name: "visitTo", label: said.visitTo, choices: clocks(halfHours.slice(1)), size: "half" },
      ...KINDS.map(kind),
    ],
    draft: (city) => ({
      name: city?.name ?? "",
      zone: city?.zone ?? "Europe/Moscow",
      visitFrom: city?.visitFrom ?? "10:00",
      visitTo: city?.visitTo ?? "22:00",
      kp: String(city?.capacity.kp ?? 3),
      bt: String(city?.capacity.bt ?? 3),
      mnch: String(city?.capacity.mnch ?? 3),
    }),
    read: async (id) => (await told(api.GET("/api/cities/{id}", { params: { path: { id } } }))).data,
    create: ({ kp, bt, mnch, ...draft }, key) => {
      const body = { ...draft, ...capacityOf({ kp, bt, mnch }) };
      return told(api.POST("/api/cities", { params: { header: once(key) }, body }));
    },
    change: (city, { kp, bt, mnch, ...changed }) => {
      const given = Object.fromEntries(Object.entries({ kp, bt, mnch }).filter(([, value]) => value !== undefined));
      const params = { path: { id: city.id }, header: ifMatch(city.version) };
      return told(api.PATCH("/api/cities/{id}", { params, body: { ...changed, ...capacityOf(given) } }));
    },
    about: { "city.name_taken": "name" },
  };
}

export function CitiesPage() {
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const label = useLabel();
  const { search, close } = useRecordSearch();
  const list = useQuery({
    queryKey: ["city", "all"],
    queryFn: async ({ signal }) => (await told(api.GET("/api/cities", { signal }))).data,
  });
  const cities = list.data ?? [];
  const editing = useEditing(cities);
  const open = cities.find((city) => city.id === search.open);
  const columns: RecordColumn<City>[] = [
    { id: "name", title: said.name, cell: (city) => city.name },
    { id: "zone", title: said.zone, cell: (city) => city.zone },
    { id: "visits", title: said.visits, cell: (city) => `${city.visitFrom}–${city.visitTo}` },
    ...codes("equipment").map((code) => ({
      id: code,
      title: label("equipment", code),
      right: true,
      wide: true,
      cell: (city: City) => city.capacity[code as keyof City["capacity"]],
    })),
    { id: "state", title: shared.state, cell: (city) => city.archived && <Badge>{shared.inArchive}</Badge> },
  ];
  return (
    <RecordPage
      title={said.title}
      list={list}
      columns={columns}
      text={(city) => `${city.name} ${city.zone}`}
      isGone={(city) => city.archived}
      empty={said.empty}
      emptyHint={said.emptyHint}
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
                entity="city"
                name={open.name}
                hint={said.archiveHint}
                isArchived={open.archived}
                onDone={close}
                set={(archived) =>
                  told(
                    api.PATCH("/api/cities/{id}", {
                      params: { path: { id: open.id }, header: ifMatch(open.version) },
                      body: { archived },
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
