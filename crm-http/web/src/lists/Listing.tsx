import { Problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { Empty, Failed, useSentence } from "@/ui/states";
import { Table, type Column } from "@/ui/table";
import { useWords } from "@/words";
import { useFormat } from "@/words/format";
import type { useEndless } from "./endless";

interface Props<Row extends { id: number }> {
  list: ReturnType<typeof useEndless<Row>>;
  label: string;
  columns: Column<Row>[];
  onOpen: (row: Row) => void;
  chosen?: number | undefined;
  /** What to say when there is nothing, and nothing is filtered. */
  empty?: string;
  emptyHint?: string | undefined;
  isFiltered?: boolean;
  onReset?: () => void;
}

/** A list with all that may become of it: loading, empty, filtered to nothing, a filter that is refused, an error. */
export function Listing<Row extends { id: number }>(props: Props<Row>) {
  const { list, label, columns, onOpen, chosen, empty, emptyHint, isFiltered = false, onReset } = props;
  const words = useWords();
  const sentence = useSentence();
  const refused = list.error instanceof Problem && list.error.status === 422 ? list.error : undefined;
  if (list.error && !refused) return <Failed error={list.error} onRetry={list.retry} />;
  const reset = isFiltered && onReset && <Button onClick={onReset}>{words.actions.reset}</Button>;
  return (
    <>
    <Table label={label} columns={columns} onOpen={onOpen} chosen={chosen} {...list.table} rows={refused ? [] : list.rows}>
      {refused ? (
        <Empty title={words.lists.badFilter} hint={sentence(refused)}>
          {reset}
        </Empty>
      ) : isFiltered ? (
        <Empty title={words.lists.emptyFiltered}>{reset}</Empty>
      ) : (
        <Empty title={empty ?? words.lists.empty} hint={emptyHint} />
      )}
    </Table>
    {list.isCut && (
      <div role="alert" className="flex shrink-0 items-center justify-center gap-3">
        {words.lists.cut}
        <Button onClick={list.more}>{words.actions.retry}</Button>
      </div>
    )}
    </>
  );
}

/** How many there are, in words. */
export function useCount(): (count: { total: number; atLeast: boolean } | undefined) => string | undefined {
  const words = useWords();
  const format = useFormat();
  return (count) => count && words.lists.count(format.number(count.total), count.atLeast);
}
