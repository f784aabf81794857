import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { compare, useFigures, type Kind, type Value } from "./format";
import { noteId } from "./notes";
import { texts } from "./words";

export interface FigureColumn<Row> {
  id: string;
  title: string;
  kind: Kind;
  value: (row: Row) => Value;
  /** Where it is shown as more than its value, such as a link. */
  cell?: (row: Row, written: string) => ReactNode;
  /** The note that explains it. */
  formula?: string;
}

interface Props<Row> {
  label: string;
  columns: readonly FigureColumn<Row>[];
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string | number;
  /** All rows together, as the server computes it. */
  total?: Row | undefined;
  /** A column's id, with `-` before it for downwards. */
  sort: string | undefined;
  usual: string;
  onSort: (sort: string) => void;
  /** What is shown is of what was asked before. */
  isStale?: boolean;
  children?: ReactNode;
}

const isText = ({ kind }: { kind: Kind }) => kind === "text" || kind === "date";

/** A table of figures, sorted by any of its columns. Its rows are few: cities, people, days. */
export function FigureTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, total, sort, usual, onSort, isStale, children } = props;
  const said = useTexts(texts);
  const figures = useFigures();
  const named = sort && columns.some(({ id }) => id === sort.replace("-", "")) ? sort : usual;
  const isDown = named.startsWith("-");
  const by = columns.find(({ id }) => id === named.replace("-", ""));
  const sorted = by && rows ? rows.toSorted((a, b) => compare(by.kind, by.value(a), by.value(b), isDown)) : rows;
  const turned = (column: FigureColumn<Row>) => {
    if (column !== by) return isText(column) ? column.id : `-${column.id}`;
    return isDown ? column.id : `-${column.id}`;
  };
  const Icon = isDown ? ArrowDown : ArrowUp;
  const side = (column: FigureColumn<Row>) => (isText(column) ? "text-left" : "text-right");
  const pinned = "sticky left-0 bg-sheet group-hover:bg-hover";
  const line = (row: Row, isTotal: boolean) =>
    columns.map((column, index) => {
      const written = isTotal && index === 0 ? said.total : figures.write(column.kind, column.value(row));
      const shown = isTotal ? written : (column.cell?.(row, written) ?? written);
      const looks = `h-9 px-2 whitespace-nowrap ${side(column)}`;
      return index === 0 ? (
        <th key={column.id} scope="row" className={`${looks} ${pinned} max-w-56 truncate ${isTotal ? "" : "font-normal"}`}>
          {shown}
        </th>
      ) : (
        <td key={column.id} className={looks}>
          {shown}
        </td>
      );
    });
  if (rows?.length === 0) return <div className="rounded-lg border border-edge bg-sheet">{children}</div>;
  return (
    <div className="shrink-0 overflow-x-auto rounded-lg border border-edge bg-sheet">
      <table aria-label={label} aria-busy={!rows || isStale} className={`w-full border-collapse ${isStale ? "opacity-60" : ""}`}>
        <thead className="border-b border-edge text-xs text-soft">
          <tr>
            {columns.map((column, index) => (
              <th
                key={column.id}
                scope="col"
                aria-sort={column === by ? (isDown ? "descending" : "ascending") : undefined}
                className={`p-0 font-normal ${index === 0 ? "sticky left-0 bg-sheet" : ""} ${side(column)}`}
              >
                <button
                  type="button"
                  onClick={() => onSort(turned(column))}
                  aria-describedby={column.formula && noteId(column.formula)}
                  className={`relative h-9 whitespace-nowrap -outline-offset-2 hover:text-ink ${isText(column) ? "pr-4 pl-2" : "pr-2 pl-4"}`}
                >
                  {column.title}
                  {column === by && <Icon size={12} aria-hidden className={`absolute top-3 text-accent ${isText(column) ? "right-0.5" : "left-0.5"}`} />}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {!sorted &&
            Array.from({ length: 6 }, (_, index) => (
              <tr key={index} className="border-b border-edge last:border-0">
                {columns.map((column) => (
                  <td key={column.id} className="h-9 px-2">
                    <Skeleton className="h-3.5" />
                  </td>
                ))}
              </tr>
            ))}
          {sorted?.map((row) => (
            <tr key={rowKey(row)} className="group border-b border-edge last:border-0 hover:bg-hover">
              {line(row, false)}
            </tr>
          ))}
        </tbody>
        {total !== undefined && sorted && (
          <tfoot className="border-t-2 border-edge font-semibold">
            <tr className="group">{line(total, true)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
