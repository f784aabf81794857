import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";

/** A list answers within this time to what it was asked for. */
const ANSWER = 5_000;

interface Props {
  title: string;
  /** Beside the title, such as how many there are. Read aloud when another filter changes it, and not at every call. */
  status?: ReactNode;
  /** At the right: what can be done here. */
  actions?: ReactNode;
  /** The page itself scrolls, and not a list within it. */
  scrolls?: boolean;
  children: ReactNode;
}

/** A page: one heading, what can be done, and the content, which has the rest of the height. */
export function Page({ title, status, actions, scrolls = false, children }: Props) {
  const asked = useLocation({ select: ({ searchStr }) => searchStr });
  const told = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const paragraph = told.current;
    if (!paragraph) return;
    paragraph.ariaLive = "polite";
    const timer = window.setTimeout(() => (paragraph.ariaLive = "off"), ANSWER);
    return () => window.clearTimeout(timer);
  }, [asked]);
  return (
    <div className={`flex min-h-0 flex-1 flex-col gap-3 p-4 ${scrolls ? "overflow-y-auto" : ""}`}>
      <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold">{title}</h1>
        <p ref={told} className="text-soft">
          {status}
        </p>
        <div className="ml-auto flex flex-wrap gap-2">{actions}</div>
      </div>
      {children}
    </div>
  );
}
