import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { api, ifMatch, told } from "@/api/client";
import { Problem } from "@/api/problem";
import { Confirm } from "@/ui/confirm";
import { useSentence } from "@/ui/states";
import { useTexts, useWords } from "@/words";
import { texts as sharedTexts } from "../shared/words";
import { clocksOf, type Shift } from "./week";
import { texts } from "./words";

interface Props {
  shift: Shift | undefined;
  name: string;
  zone: string;
  onClose: () => void;
  onDone?: () => void;
}

/** Asks whether a shift is to be called off, and does it. */
export function CallOff({ shift, name, zone, onClose, onDone }: Props) {
  const words = useWords();
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const sentence = useSentence();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: ({ id, version }: Shift) =>
      told(api.DELETE("/api/shifts/{id}", { params: { path: { id }, header: ifMatch(version) } })),
    onSuccess: () => {
      toast.success(said.cancelled);
      onClose();
      onDone?.();
    },
    onError: (error) => {
      const isStale = error instanceof Problem && error.currentVersion !== undefined;
      toast.error(words.forms.failed, { description: isStale ? shared.readAnew : sentence(error) });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["shift"] }),
  });
  return (
    <Confirm
      open={shift !== undefined}
      onClose={onClose}
      title={said.cancelling}
      hint={shift ? said.cancelHint(name, clocksOf(shift, zone)) : ""}
      action={said.cancel}
      isBusy={cancel.isPending}
      onConfirm={() => shift && cancel.mutate(shift)}
    />
  );
}
