import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { toast, Toaster } from "sonner";
import { queries } from "@/api/queries";
import { handleKey } from "@/keys/keys";
import { follow } from "@/live/feed";
import { Expired } from "@/session/Expired";
import { resume, useSession } from "@/session/session";
import { SignInPage } from "@/session/SignInPage";
import { Failed } from "@/ui/states";
import { useWords } from "@/words";
import { useSettings } from "@/words/format";
import { useLook } from "@/words/look";
import { newRouter } from "./router";

export function App() {
  const words = useWords();
  const state = useSession((session) => session.state);
  const user = useSession((session) => session.user);
  const theme = useLook((look) => look.theme);
  const [error, setError] = useState<unknown>();
  const begin = () => {
    setError(undefined);
    resume().catch(setError);
  };
  useEffect(() => {
    resume().catch(setError);
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
  useEffect(
    () =>
      useSession.subscribe(({ user: next }, { user: before }) => {
        if (before && next && before.id !== next.id) toast.warning(words.signIn.elsewhere(next.name));
      }),
    [words],
  );
  return (
    <QueryClientProvider client={queries}>
      {state === "unknown" && error !== undefined && <Failed error={error} onRetry={begin} />}
      {state === "out" && <SignInPage />}
      {user && <Screens key={user.id} />}
      <Expired />
      <Toaster theme={theme} position="bottom-right" richColors closeButton />
    </QueryClientProvider>
  );
}

/** Everything that one person sees. */
function Screens() {
  const [router] = useState(newRouter);
  useEffect(() => follow(), []);
  // Asked for while the page's own script comes.
  useSettings();
  return <RouterProvider router={router} />;
}
