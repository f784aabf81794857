import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FigureTable, type FigureColumn } from "@/figures/FigureTable";
import { Notes } from "@/figures/Notes";
import { texts as shared } from "@/figures/words";
import { Empty, Failed } from "@/ui/states";
import { useTexts } from "@/words";
import { useAsk, useAsked, useOverall } from "./asked";
import { texts } from "./words";

interface Props<Row> {
  label: string;
  report: UseQueryResult<Row[]>;
  columns: readonly FigureColumn<Row>[];
  rowKey: (row: Row) => string | number;
  total?: Row | undefined;
  /** By which column it is sorted when nobody asked. */
  usual: string;
  /** A chart above the table. */
  children?: ReactNode;
  more?: readonly string[];
}

/** A report with a row for each city, campaign, day or person. */
export function Report<Row>({ label, report, columns, rowKey, total, usual, children, more = [] }: Props<Row>) {
  const said = useTexts(texts);
  const { totalNote } = useTexts(shared);
  const { search } = useAsked();
  const ask = useAsk();
  const basis = useOverall().data?.period;
  if (report.isLoadingError) return <Failed error={report.error} onRetry={() => void report.refetch()} />;
  return (
    <>
      {children}
      <FigureTable
        label={label}
        columns={columns}
        rows={report.data}
        rowKey={rowKey}
        total={total}
        sort={search.sort}
        usual={usual}
        onSort={(sort) => ask({ sort })}
        isStale={report.isPlaceholderData}
      >
        <Empty title={said.empty} hint={said.emptyHint} />
      </FigureTable>
      <Notes
        basis={basis}
        formulas={columns.flatMap(({ formula }) => formula ?? [])}
        more={total ? [totalNote, ...more] : more}
      />
    </>
  );
}
