import type { ReactNode } from "react";

/** A part of a page that tells: a heading, what it is about, and what there is. */
export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{title}</h2>
      {hint && <p className="max-w-prose text-soft">{hint}</p>}
      {children}
    </section>
  );
}
