import type { ReactNode } from "react";

const tones = {
  good: "bg-good-ground text-good",
  bad: "bg-bad-ground text-bad",
  warn: "bg-warn-ground text-warn",
  news: "bg-news-ground text-news",
  plain: "bg-hover text-soft",
};

export type Tone = keyof typeof tones;

/** A word with a colour; the colour never says what the word does not. */
export function Badge({ tone = "plain", children }: { tone?: Tone | undefined; children: ReactNode }) {
  return (
    <span className={`inline-flex h-5 items-center rounded px-1.5 text-xs font-medium whitespace-nowrap ${tones[tone]}`}>
      {children}
    </span>
  );
}
