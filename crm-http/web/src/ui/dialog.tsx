import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { useWords } from "@/words";
import { IconButton } from "./button";

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** `drawer` stands at the right edge, beside the list that it belongs to. */
  as?: "dialog" | "drawer";
  /** One that has to be answered: neither Escape nor a click beside it closes it. */
  firm?: boolean;
}

const places = {
  dialog: "top-1/2 left-1/2 w-[min(30rem,calc(100vw-2rem))] max-h-[85vh] -translate-x-1/2 -translate-y-1/2 rounded-lg",
  drawer: "top-0 right-0 h-full w-[min(28rem,100vw)] border-l",
};

/** To the first field of a form, rather than to the cross before it. */
function focusField(event: Event) {
  const fields = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("form :is(input, select, textarea):enabled");
  const first = [...fields].find((field) => field.checkVisibility());
  if (!first) return;
  event.preventDefault();
  first.focus();
}

export function Dialog({ open, onClose, title, children, as = "dialog", firm = false }: Props) {
  const words = useWords();
  const before = useRef<Element>(null);
  // Back to where it was opened from; to the page where that is gone. Unless somebody has gone on elsewhere already.
  const focusBack = (event: Event) => {
    event.preventDefault();
    if (!document.activeElement?.matches("body, [role=dialog]")) return;
    const isThere = before.current?.isConnected && before.current !== document.body;
    const to = isThere ? before.current : document.getElementById("content");
    if (to instanceof HTMLElement) to.focus();
  };
  const hold = (event: Event) => {
    if (firm) event.preventDefault();
  };
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && !firm && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={`fixed inset-0 z-40 ${as === "dialog" ? "bg-veil" : "bg-transparent"}`} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement;
            focusField(event);
          }}
          onCloseAutoFocus={focusBack}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
          className={`fixed z-50 flex flex-col border-edge bg-raised shadow-xl ${places[as]}`}
        >
          <header className="flex h-12 shrink-0 items-center justify-between gap-2 border-b border-edge pr-2 pl-4">
            <Radix.Title className="truncate text-base font-semibold">{title}</Radix.Title>
            {!firm && (
              <Radix.Close asChild>
                <IconButton label={words.actions.close}>
                  <X size={18} aria-hidden />
                </IconButton>
              </Radix.Close>
            )}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
