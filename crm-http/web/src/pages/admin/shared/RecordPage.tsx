import type { UseQueryResult } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { useKeys } from "@/keys/keys";
import { useTyped } from "@/lists/typed";
import { Button } from "@/ui/button";
import { Check, Field } from "@/ui/field";
import { Page } from "@/ui/page";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed } from "@/ui/states";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { useRecordSearch } from "./address";
import type { Versioned } from "./RecordForm";
import { texts } from "./words";

interface Props<Row extends Versioned> {
  title: string;
  list: Pick<UseQueryResult<Row[]>, "data" | "isPending" | "isError" | "error" | "refetch">;
  columns: RecordColumn<Row>[];
  /** What of a row a search looks through. */
  text: (row: Row) => string;
  /** Archived or locked out: left out unless asked for. */
  isGone: (row: Row) => boolean;
  empty: string;
  emptyHint: string;
  /** Between the search and the list. */
  filters?: ReactNode;
  /** In place of the list. */
  instead?: ReactNode;
  /** The dialogs. */
  children: ReactNode;
}

/** A list of records with its search, its archive and the way to add one. */
export function RecordPage<Row extends Versioned>(props: Props<Row>) {
  const { title, list, columns, text, isGone, empty, emptyHint, filters, instead, children } = props;
  const words = useWords();
  const said = useTexts(texts);
  const format = useFormat();
  const { search, show } = useRecordSearch();
  const searchBox = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useTyped(search.q ?? "", (q) => show({ q: q || undefined }, true));
  const add = () => show({ add: "new" });
  useKeys(title, [
    { keys: "/", about: words.keys.search, run: () => searchBox.current?.focus() },
    { keys: "n", about: said.addKey, run: add },
    { keys: "↑ ↓ Enter", about: words.keys.rows },
  ]);
  const all = list.data ?? [];
  const sought = (search.q ?? "").toLocaleLowerCase();
  const rows = all.filter((row) => (search.archived || !isGone(row)) && text(row).toLocaleLowerCase().includes(sought));
  return (
    <Page
      title={title}
      status={list.data && words.lists.count(format.number(rows.length), false)}
      actions={
        <Button look="main" onClick={add}>
          <Plus size={16} aria-hidden />
          {said.add}
        </Button>
      }
    >
      <search aria-label={words.lists.filters} className="flex shrink-0 flex-wrap items-end gap-x-3 gap-y-2">
        <div className="w-52">
          <Field ref={searchBox} label={said.search} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </div>
        {filters}
        <Check
          label={said.archived}
          checked={search.archived === "yes"}
          onChange={(event) => show({ archived: event.target.checked ? "yes" : undefined }, true)}
        />
      </search>
      {instead ??
        (list.isError ? (
          <Failed error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Records
            label={title}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            loading={list.isPending}
            isFaded={isGone}
            onOpen={(row) => show({ open: row.id })}
          >
            {all.some((row) => search.archived || !isGone(row)) ? (
              <Empty title={words.lists.emptyFiltered}>
                <Button onClick={() => show({ q: undefined, of: undefined }, true)}>{words.actions.reset}</Button>
              </Empty>
            ) : (
              <Empty title={empty} hint={emptyHint} />
            )}
          </Records>
        ))}
      {children}
    </Page>
  );
}
