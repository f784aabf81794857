import { Headset } from "lucide-react";
import { useWords } from "@/words";
import { setLang, useLook } from "@/words/look";
import { SignInForm } from "./SignInForm";

export function SignInPage() {
  const words = useWords();
  const lang = useLook((look) => look.lang);
  const other = lang === "ru" ? "en" : "ru";
  return (
    <main className="flex h-full items-center justify-center overflow-y-auto p-4">
      <div className="w-80 rounded-xl border border-edge bg-sheet p-6 shadow-sm">
        <div className="mb-5 flex items-center gap-2">
          <Headset size={22} aria-hidden className="text-accent" />
          <h1 className="text-lg font-semibold">{words.signIn.title}</h1>
        </div>
        <SignInForm />
        <button
          type="button"
          lang={other}
          onClick={() => setLang(other)}
          className="mt-4 rounded text-soft underline underline-offset-2 hover:text-ink"
        >
          {other === "en" ? "In English" : "По-русски"}
        </button>
      </div>
    </main>
  );
}
