import type { ReactNode } from "react";
import { Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { texts } from "./words";

interface Props {
  /** Nothing to show yet: as many groups are hinted at. */
  waitsFor: number | undefined;
  /** What is shown is of what was asked before. */
  isStale: boolean;
  children: ReactNode;
}

/** Groups of figures beside each other. */
export function FactGrid({ waitsFor, isStale, children }: Props) {
  const said = useTexts(texts);
  const isWaiting = waitsFor !== undefined;
  return (
    <div aria-busy={isWaiting || isStale} className={`grid shrink-0 gap-3 lg:grid-cols-2 ${isStale ? "opacity-60" : ""}`}>
      {isWaiting && (
        <span role="status" className="sr-only">
          {said.loading}
        </span>
      )}
      {isWaiting ? Array.from({ length: waitsFor }, (_, index) => <Skeleton key={index} className="h-38" />) : children}
    </div>
  );
}
