import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { Problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { useSentence } from "@/ui/states";
import { useTexts, useWords } from "@/words";
import { texts } from "./words";

interface Props {
  children: ReactNode;
  /** The question, and what follows. Without one it is done at once. */
  title?: string;
  hint?: string;
  action?: string;
  entity: string;
  run: () => Promise<unknown>;
  done: string;
  onDone?: () => void;
  look?: "plain" | "quiet" | "main";
}

/** A button for what is done to a record, which asks before it does what is hard to undo. */
export function Ask({ children, title, hint, action, entity, run, done, onDone, look = "plain" }: Props) {
  const words = useWords();
  const said = useTexts(texts);
  const sentence = useSentence();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: run,
    onSuccess: () => {
      toast.success(done);
      setAsking(false);
      onDone?.();
    },
    onError: (error) => {
      const isStale = error instanceof Problem && error.currentVersion !== undefined;
      toast.error(words.forms.failed, { description: isStale ? said.readAnew : sentence(error) });
      setAsking(false);
    },
    onSettled: () => client.invalidateQueries({ queryKey: [entity] }),
  });
  return (
    <>
      <Button look={look} disabled={act.isPending} onClick={() => (title ? setAsking(true) : act.mutate())}>
        {children}
      </Button>
      {title && action && (
        <Confirm
          open={isAsking}
          onClose={() => setAsking(false)}
          title={title}
          {...(hint !== undefined && { hint })}
          action={action}
          isBusy={act.isPending}
          onConfirm={() => act.mutate()}
        />
      )}
    </>
  );
}
