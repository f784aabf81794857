import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Toaster } from "sonner";
import { queries } from "@/api/queries";
import { handleKey } from "@/keys/keys";
import { Expired } from "@/session/Expired";
import { resume, useSession } from "@/session/session";
import { SignInPage } from "@/session/SignInPage";
import { Failed } from "@/ui/states";
import { useLook } from "@/words/look";
import { router } from "./router";

export function App() {
  const state = useSession((session) => session.state);
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
  return (
    <QueryClientProvider client={queries}>
      {state === "unknown" && error !== undefined && <Failed error={error} onRetry={begin} />}
      {state === "out" && <SignInPage />}
      {(state === "in" || state === "expired") && <RouterProvider router={router} />}
      <Expired />
      <Toaster theme={theme} position="bottom-right" richColors closeButton />
    </QueryClientProvider>
  );
}
