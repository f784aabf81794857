import { Inbox, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Problem, Unreachable } from "@/api/problem";
import { useWords } from "@/words";
import { useRefusalText } from "@/words/problems";
import { Button } from "./button";

interface EmptyProps {
  title: string;
  hint?: string | undefined;
  /** It is the whole page, so its title is the page's. */
  whole?: boolean;
  children?: ReactNode;
}

/** Nothing to show, and why. */
export function Empty({ title, hint, whole, children }: EmptyProps) {
  const Title = whole ? "h1" : "p";
  return (
    <div className="flex flex-col items-center justify-center gap-2 p-10 text-center">
      <Inbox size={28} aria-hidden className="text-soft" />
      <Title className="font-medium">{title}</Title>
      {hint && <p className="text-soft">{hint}</p>}
      {children}
    </div>
  );
}

/** What went wrong, in a sentence. */
export function useSentence(): (error: unknown) => string {
  const words = useWords();
  const refusal = useRefusalText();
  return (error) => {
    if (error instanceof Unreachable) return words.errors.unreachable;
    if (!(error instanceof Problem)) return words.errors.title;
    const [first] = error.fields;
    return first ? refusal(first.code, `${first.field}: ${first.message}`) : refusal(error.code, error.message);
  };
}

/** What could not be loaded, and the way to try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords();
  const sentence = useSentence();
  return (
    <div role="alert" className="flex flex-col items-center justify-center gap-2 p-10 text-center">
      <TriangleAlert size={28} aria-hidden className="text-bad" />
      <p className="font-medium">{words.errors.title}</p>
      <p className="max-w-prose text-soft">{sentence(error)}</p>
      <Button onClick={onRetry}>{words.actions.retry}</Button>
    </div>
  );
}

/** Stands where something will be. */
export function Skeleton({ className = "" }: { className?: string }) {
  return <div aria-hidden className={`animate-pulse rounded bg-hover ${className}`} />;
}
