import { useEffect, useRef } from "react";
import { Button } from "@/ui/button";
import { useTexts } from "@/words";
import { texts } from "./words";

interface Change {
  name: string;
  label: string;
  value: string;
  take: (() => void) | undefined;
}

/** Told when somebody else was faster: what they made of it, beside what was typed. */
export function Changed({ changes }: { changes: Change[] }) {
  const said = useTexts(texts);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [changes.length]);
  return (
    <div ref={box} role="alert" className="rounded-md bg-warn-ground p-3 text-warn">
      <p className="font-medium">{said.changedMeanwhile}</p>
      <p>{said.changedHint}</p>
      <ul className="mt-1">
        {changes.map(({ name, label, value, take }) => (
          <li key={name} className="flex min-h-8 flex-wrap items-center gap-2">
            {label}: {said.theirs(value)}
            {take && <Button onClick={take}>{said.takeTheirs}</Button>}
          </li>
        ))}
      </ul>
      {changes.length === 0 && <p>{said.nothingChanged}</p>}
    </div>
  );
}
