import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useWords } from "@/words";
import { Button } from "./button";
import { Skeleton } from "./states";

export interface Column<Row> {
  id: string;
  title: string;
  /** The least width in rem; with `grow`, a share of what is left beside it. */
  width: number;
  grow?: boolean;
  /** Figures stand at the right. */
  right?: boolean;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => number;
  onOpen: (row: Row) => void;
  chosen?: number | undefined;
  /** How many rows the whole list has, where that is known. */
  total?: number | undefined;
  loading: boolean;
  /** The rows are about to be replaced by those that were asked for. */
  isOld?: boolean;
  /** More rows follow; asked for when the end comes near. */
  onEnd?: (() => void) | undefined;
  /** Told whether the first rows are in sight. */
  onTop?: ((isTop: boolean) => void) | undefined;
  /** There is more above than is shown; asked for by `onFresh`. */
  isBehind?: boolean;
  onFresh?: () => void;
  /** Stands in place of the rows when there are none. */
  children?: ReactNode;
}

const ROW = 36;

/** A list of any length: only the rows in sight are in the page. One tab stop; arrows move, Enter opens. */
export function Table<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, onOpen, chosen, total, loading, isOld = false, onEnd, onTop, isBehind, onFresh, children } = props;
  const words = useWords();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number>();
  // eslint-disable-next-line react-hooks/incompatible-library -- this component is not memoised
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: ROW,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const isNearEnd = rows.length > 0 && last >= rows.length - 20;
  useEffect(() => {
    if (isNearEnd) onEnd?.();
  }, [isNearEnd, onEnd]);

  const activeIndex = active === undefined ? -1 : rows.findIndex((row) => rowKey(row) === active);
  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[index];
    if (!row) return;
    setActive(rowKey(row));
    virtual.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const screen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 2);
    const steps: Record<string, number> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex - 1,
      PageDown: activeIndex + screen,
      PageUp: activeIndex - screen,
      Home: 0,
      End: rows.length - 1,
    };
    const step = steps[event.key];
    const row = rows[activeIndex];
    if (step !== undefined) move(step);
    // Held down, Enter opens once, and does not go on to what was opened.
    else if (event.key === "Enter" && row) {
      if (!event.repeat) onOpen(row);
    } else return;
    event.preventDefault();
  };

  // From a page where nothing has the focus yet, an arrow goes into the list: it is what people come for.
  useEffect(() => {
    const enter = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || event.key !== "ArrowDown" || !document.activeElement?.matches("body, #content")) return;
      event.preventDefault();
      scroller.current?.focus();
    };
    window.addEventListener("keydown", enter);
    return () => window.removeEventListener("keydown", enter);
  }, []);

  const track = ({ width, grow }: Column<Row>) => (grow ? `minmax(${width}rem, ${width}fr)` : `${width}rem`);
  const tracks = { gridTemplateColumns: columns.map(track).join(" ") };
  // Header and rows are grids of their own, alike only when they are equally wide.
  const least = { minWidth: `${1 + columns.reduce((sum, column) => sum + column.width, 0)}rem` };
  const side = (column: Column<Row>) => `truncate px-2 ${column.right ? "text-right" : ""}`;
  const isEmpty = rows.length === 0;

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {isBehind && (
        <Button
          look="main"
          className="absolute top-11 left-1/2 z-20 -translate-x-1/2 shadow-lg"
          onClick={() => {
            scroller.current?.scrollTo({ top: 0 });
            onFresh?.();
          }}
        >
          <ArrowUp size={16} aria-hidden />
          {words.lists.fresh}
        </Button>
      )}
      <div
        ref={scroller}
        role="grid"
        onScroll={(event) => onTop?.(event.currentTarget.scrollTop < ROW)}
        aria-label={label}
        aria-rowcount={loading ? -1 : (total ?? rows.length) + 1}
        aria-colcount={columns.length}
        aria-busy={loading || isOld}
        aria-activedescendant={activeIndex >= 0 ? `${id}-${active}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && activeIndex < 0 && event.target.matches(":focus-visible")) move(0);
        }}
        className="group min-h-0 flex-1 overflow-auto rounded-lg border border-edge bg-sheet focus-visible:outline-offset-0"
      >
        <div role="rowgroup" className="sticky top-0 z-10 border-b border-edge bg-sheet" style={least}>
          <div role="row" aria-rowindex={1} className="grid h-9 items-center px-2 text-xs text-soft" style={tracks}>
            {columns.map((column) => (
              <div key={column.id} role="columnheader" className={side(column)}>
                {column.title}
              </div>
            ))}
          </div>
        </div>
        {isEmpty && !loading ? (
          <div role="rowgroup">
            <div role="row">
              <div role="gridcell">{children}</div>
            </div>
          </div>
        ) : (
          <div role="rowgroup" className={`relative ${isOld ? "opacity-50" : ""}`} style={{ ...least, height: isEmpty ? 12 * ROW : virtual.getTotalSize() }}>
            {isEmpty &&
              Array.from({ length: 12 }, (_, index) => (
                <div key={index} role="row" className="grid h-9 items-center px-2" style={tracks}>
                  {columns.map((column) => (
                    <div key={column.id} role="gridcell" className="px-2">
                      <Skeleton className="h-3.5 w-2/3" />
                    </div>
                  ))}
                </div>
              ))}
            {shown.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              const key = rowKey(row);
              return (
                // The keys are handled by the grid, which has the focus.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={key}
                  id={`${id}-${key}`}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={key === chosen}
                  onClick={() => {
                    setActive(key);
                    onOpen(row);
                  }}
                  className={`absolute inset-x-0 top-0 grid h-9 cursor-pointer items-center border-b border-edge px-2 hover:bg-hover aria-selected:bg-chosen ${
                    key === active ? "group-focus-visible:bg-hover group-focus-visible:shadow-[inset_3px_0_0_var(--accent)]" : ""
                  }`}
                  style={{ ...tracks, transform: `translateY(${item.start}px)` }}
                >
                  {columns.map((column) => (
                    <div key={column.id} role="gridcell" className={side(column)}>
                      {column.cell(row)}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        )}
      </div>
    </div>
  );
}
