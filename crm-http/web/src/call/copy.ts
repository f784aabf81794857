import { toast } from "sonner";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

/** Puts a number on the clipboard, for a phone that is no browser's. */
export function useCopy(): (phone: string) => void {
  const said = useTexts(texts);
  const format = useFormat();
  return (phone) => {
    navigator.clipboard.writeText(phone).then(
      () => toast.success(said.copied(format.phone(phone))),
      () => toast.error(said.notCopied),
    );
  };
}
