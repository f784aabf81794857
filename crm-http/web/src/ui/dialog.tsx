import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { useWords } from "@/words";
import { IconButton } from "./button";

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** `drawer` stands at the right edge, beside the list that it belongs to. */
  as?: "dialog" | "wide" | "drawer";
  /** One that has to be answered: neither Escape nor a click beside it closes it. */
  firm?: boolean;
}

const places = {
  dialog: "top-1/2 left-1/2 w-[min(30rem,calc(100vw-2rem))] max-h-[85vh] -translate-x-1/2 -translate-y-1/2 rounded-lg",
  wide: "top-1/2 left-1/2 w-[min(40rem,calc(100vw-2rem))] max-h-[90vh] -translate-x-1/2 -translate-y-1/2 rounded-lg",
  drawer: "top-0 right-0 h-full w-[min(28rem,100vw)] border-l",
};

/** To the first field, if the content has not taken the focus itself: a form is filled in, not closed. */
function toFirstField(event: Event) {
  const content = event.target as HTMLElement;
  const fields = content.querySelectorAll<HTMLElement>("form :is(input, textarea, select):enabled");
  const field = content.querySelector<HTMLElement>("[data-first]") ?? [...fields].find((one) => one.checkVisibility());
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** To what had the focus before, or to what lies beneath where that is gone: Radix knows of triggers only, and these have none. */
function backTo(opener: Element | null, event: Event) {
  event.preventDefault();
  // It comes a moment later: what has taken the focus since, keeps it.
  if (document.activeElement !== document.body) return;
  const beneath = [...document.querySelectorAll("[role=dialog]")].filter((dialog) => dialog !== event.target).at(-1);
  const next = opener?.isConnected && opener !== document.body ? opener : (beneath ?? document.getElementById("content"));
  if (next instanceof HTMLElement) next.focus();
}

export function Dialog({ open, onClose, title, children, as = "dialog", firm = false }: Props) {
  const words = useWords();
  const opener = useRef<Element>(null);
  useLayoutEffect(() => {
    if (open) opener.current = document.activeElement;
  }, [open]);
  const hold = (event: Event) => {
    if (firm) event.preventDefault();
  };
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && !firm && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={`fixed inset-0 ${as === "drawer" ? "z-40 bg-transparent" : "z-50 bg-veil"}`} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={toFirstField}
          onCloseAutoFocus={(event) => backTo(opener.current, event)}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
          // React would tell a form that the dialog was opened from, too.
          onSubmit={(event) => event.stopPropagation()}
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
