import type { ReactNode } from "react";

interface Props {
  title: string;
  /** Beside the title, such as how many there are. Read aloud when it changes. */
  status?: ReactNode;
  /** At the right: what can be done here. */
  actions?: ReactNode;
  /** The page itself scrolls, and not a list within it. */
  scrolls?: boolean;
  children: ReactNode;
}

/** A page: one heading, what can be done, and the content, which has the rest of the height. */
export function Page({ title, status, actions, scrolls = false, children }: Props) {
  return (
    <div className={`flex min-h-0 flex-1 flex-col gap-3 p-4 ${scrolls ? "overflow-y-auto" : ""}`}>
      <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold">{title}</h1>
        <p role="status" className="text-soft">
          {status}
        </p>
        <div className="ml-auto flex flex-wrap gap-2">{actions}</div>
      </div>
      {children}
    </div>
  );
}
