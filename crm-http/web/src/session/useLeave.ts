import { toast } from "sonner";
import { useSentence } from "@/ui/states";
import { useWords } from "@/words";
import { leave } from "./session";

/** Signs out, and says so where it did not work. */
export function useLeave(): () => void {
  const words = useWords();
  const sentence = useSentence();
  return () => void leave().catch((error: unknown) => toast.error(words.signIn.staying, { description: sentence(error) }));
}
