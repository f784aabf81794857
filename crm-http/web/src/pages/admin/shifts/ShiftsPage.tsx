import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { api, told } from "@/api/client";
import { useKeys } from "@/keys/keys";
import { all, usePeople } from "@/lists/named";
import { Button, IconButton } from "@/ui/button";
import { Page } from "@/ui/page";
import { Empty, Failed, Skeleton } from "@/ui/states";
import { Segments } from "@/ui/tabs";
import { useTexts } from "@/words";
import { useFormat, useOfficeZone } from "@/words/format";
import { addDays, dayIn, mondayOf } from "@/words/zones";
import { useRecordSearch } from "../shared/address";
import { Attendance } from "./Attendance";
import { ShiftDialog } from "./ShiftDialog";
import { WeekGrid } from "./WeekGrid";
import { cellsOf } from "./week";
import { texts } from "./words";

/** Who is to work when, week by week, and who did. */
export function ShiftsPage() {
  const zone = useOfficeZone();
  // What day it is, is the office's matter.
  return <Week zone={zone} />;
}

function Week({ zone }: { zone: string }) {
  const said = useTexts(texts);
  const format = useFormat("UTC");
  const { search, show } = useRecordSearch();
  const monday = mondayOf(search.day ?? dayIn(new Date(), zone));
  const sunday = addDays(monday, 6);
  const isPlan = search.view !== "attendance";
  const { people: everybody, isPending } = usePeople({ role: "operator" });
  const shifts = useQuery({
    queryKey: ["shift", "week", monday],
    queryFn: ({ signal }) =>
      all((cursor) => {
        const query = { dateFrom: monday, dateTo: sunday, cancelled: false, limit: 100, ...cursor };
        return told(api.GET("/api/shifts", { params: { query }, signal }));
      }),
  });
  const rows = shifts.data ?? [];
  const people = everybody
    .filter((person) => person.status === "active" || rows.some((shift) => shift.operatorId === person.id))
    .sort((one, other) => one.name.localeCompare(other.name));
  const move = (days: number) => show({ day: addDays(monday, days) }, true);
  useKeys(said.title, [
    { keys: "[", about: said.keys.week, run: () => move(-7) },
    { keys: "]", about: said.keys.week, run: () => move(7) },
    { keys: "↑ ↓ ← → Enter Delete", about: said.keys.cells },
  ]);
  const day = (date: string) => format.day(`${date}T00:00:00Z`);
  // The open cell: a person, and a day in `add`.
  const person = everybody.find(({ id }) => id === search.open);
  return (
    <Page
      title={said.title}
      actions={
        <Segments
          label={said.view}
          value={isPlan ? "plan" : "attendance"}
          choices={[
            { value: "plan", label: said.plan },
            { value: "attendance", label: said.attendance },
          ]}
          onChange={(view) => show({ view: view === "plan" ? undefined : view }, true)}
        />
      }
    >
      <div className="flex shrink-0 items-center gap-2">
        <IconButton label={said.before} onClick={() => move(-7)}>
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <p aria-live="polite" className="w-36 text-center font-medium">
          {said.week(day(monday), day(sunday))}
        </p>
        <IconButton label={said.after} onClick={() => move(7)}>
          <ChevronRight size={18} aria-hidden />
        </IconButton>
        <Button look="quiet" onClick={() => show({ day: undefined }, true)}>
          {said.now}
        </Button>
      </div>
      {!isPlan ? (
        <Attendance monday={monday} sunday={sunday} zone={zone} people={everybody} />
      ) : shifts.isError ? (
        <Failed error={shifts.error} onRetry={() => void shifts.refetch()} />
      ) : isPending || shifts.isPending ? (
        <Skeleton className="h-96" />
      ) : people.length === 0 ? (
        <Empty title={said.empty} hint={said.emptyHint} />
      ) : (
        <>
          <p className="text-soft">{said.hint}</p>
          <WeekGrid
            monday={monday}
            zone={zone}
            people={people}
            cells={cellsOf(rows, zone)}
            onOpen={(id, add) => show({ open: id, add })}
          />
        </>
      )}
      {person && search.add && (
        <ShiftDialog
          person={person}
          day={search.add}
          zone={zone}
          shifts={cellsOf(rows, zone)(person.id, search.add)}
          onClose={() => show({ open: undefined, add: undefined })}
        />
      )}
    </Page>
  );
}
