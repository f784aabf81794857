import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { useWords } from "@/words";
import { Skeleton } from "./states";

export interface RecordColumn<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the right. */
  right?: boolean;
  /** Left out on a phone. */
  wide?: boolean;
}

interface Props<Row> {
  label: string;
  columns: RecordColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => number | string;
  /** Opened by its first cell, which is a button then. */
  onOpen?: ((row: Row) => void) | undefined;
  /** What can be done with a row without opening it, in a column of its own. */
  actions?: (row: Row) => ReactNode;
  loading?: boolean;
  /** Shown paler: archived, locked out. */
  isFaded?: (row: Row) => boolean;
  /** Stands in place of the rows when there are none. */
  children?: ReactNode;
}

/** A short list, all of it in the page. Tab goes from row to row, and so do the arrows; for long ones see `Table`. */
export function Records<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, onOpen, actions, loading = false, isFaded, children } = props;
  const words = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(body.current?.querySelectorAll<HTMLElement>("[data-open]") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
    const next = steps[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, next))]?.focus();
  };
  const side = (column: RecordColumn<Row>) => `px-2 md:px-3 ${column.right ? "text-right" : "text-left"} ${column.wide ? "max-md:hidden" : ""}`;
  if (!loading && rows.length === 0) return <div className="rounded-lg border border-edge bg-sheet">{children}</div>;
  return (
    <div className="min-h-0 overflow-auto rounded-lg border border-edge bg-sheet">
      <table className="w-full border-collapse" aria-label={label} aria-busy={loading}>
        <thead className="sticky top-0 z-10 bg-sheet">
          <tr className="h-9 border-b border-edge text-xs text-soft">
            {columns.map((column) => (
              <th key={column.id} scope="col" className={`${side(column)} font-normal md:whitespace-nowrap`}>
                {column.title}
              </th>
            ))}
            {actions && (
              <th scope="col">
                <span className="sr-only">{words.lists.actions}</span>
              </th>
            )}
          </tr>
        </thead>
        {/* The keys only move between the buttons within, which have the focus. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody ref={body} onKeyDown={onKeyDown}>
          {loading && rows.length === 0
            ? Array.from({ length: 6 }, (_, index) => (
                <tr key={index} className="h-9 border-b border-edge last:border-0">
                  {columns.map((column) => (
                    <td key={column.id} className={side(column)}>
                      <Skeleton className="h-3.5 w-2/3" />
                    </td>
                  ))}
                  {actions && <td />}
                </tr>
              ))
            : rows.map((row) => (
                <tr
                  key={rowKey(row)}
                  className={`relative h-9 border-b border-edge last:border-0 ${onOpen ? "hover:bg-hover focus-within:bg-hover" : ""} ${
                    isFaded?.(row) ? "text-soft" : ""
                  }`}
                >
                  {columns.map((column, index) => (
                    <td key={column.id} className={`${side(column)} py-1`}>
                      {index === 0 && onOpen ? (
                        <button
                          type="button"
                          data-open
                          className="text-left font-medium after:absolute after:inset-0"
                          onClick={() => onOpen(row)}
                        >
                          {column.cell(row)}
                        </button>
                      ) : (
                        column.cell(row)
                      )}
                    </td>
                  ))}
                  {actions && <td className="relative w-px px-2 py-0.5 text-right whitespace-nowrap">{actions(row)}</td>}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}
