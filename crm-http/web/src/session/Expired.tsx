import { Dialog } from "@/ui/dialog";
import { useWords } from "@/words";
import { useSession } from "./session";
import { SignInForm } from "./SignInForm";
import { useLeave } from "./useLeave";

/** Asks for the password over whatever is being done, which stays as it is. */
export function Expired() {
  const words = useWords();
  const { state, user } = useSession();
  const leave = useLeave();
  return (
    <Dialog firm open={state === "expired"} onClose={() => undefined} title={words.signIn.expired}>
      <p className="mb-1">{user?.name}</p>
      <p className="mb-3 text-soft">{words.signIn.expiredHint}</p>
      {/* The dialog gives its first field the focus, and gives it back to where it was. */}
      {user && <SignInForm login={user.login} />}
      <button
        type="button"
        onClick={leave}
        className="mt-3 rounded text-soft underline underline-offset-2 hover:text-ink"
      >
        {words.signIn.other}
      </button>
    </Dialog>
  );
}
