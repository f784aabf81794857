import { ChevronDown, LogOut, UserRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { hasUnsaved } from "@/call/unsaved";
import { texts } from "@/call/words";
import { useUser } from "@/session/session";
import { useLeave } from "@/session/useLeave";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { Menu, MenuChoice, MenuItem, MenuLine } from "@/ui/menu";
import { useLabel, useTexts, useWords } from "@/words";
import { setLang, setTheme, useLook } from "@/words/look";

const OwnProfile = lazy(async () => ({ default: (await import("@/session/OwnProfile")).OwnProfile }));

const languages = [
  { value: "ru", label: "Русский" },
  { value: "en", label: "English" },
] as const;

/** Who is signed in, and how they like it. */
export function ProfileMenu() {
  const words = useWords();
  const label = useLabel();
  const user = useUser();
  const leave = useLeave();
  const { lang, theme } = useLook();
  const unsaved = useTexts(texts).unsaved;
  const [isOpen, setOpen] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const themes = (["light", "dark", "system"] as const).map((value) => ({ value, label: words.look[value] }));
  return (
    <>
      <Menu
        trigger={
          <Button look="quiet" className="max-w-80 min-w-0 shrink">
            <span className="truncate">{user.name}</span>
            <span className="hidden text-soft md:inline">{label("role", user.role)}</span>
            <ChevronDown size={16} aria-hidden className="shrink-0 text-soft" />
            <span className="sr-only">{words.app.profile}</span>
          </Button>
        }
      >
        <MenuChoice label={words.look.language} value={lang} choices={languages} onChange={setLang} />
        <MenuChoice label={words.look.theme} value={theme} choices={themes} onChange={setTheme} />
        <MenuLine />
        <MenuItem onSelect={() => setOpen(true)}>
          <UserRound size={16} aria-hidden />
          {words.profile.title}
        </MenuItem>
        <MenuItem onSelect={() => (hasUnsaved() ? setLeaving(true) : leave())}>
          <LogOut size={16} aria-hidden />
          {words.signIn.leave}
        </MenuItem>
      </Menu>
      <Confirm
        open={isLeaving}
        onClose={() => setLeaving(false)}
        title={unsaved.title}
        hint={unsaved.hint}
        action={words.signIn.leave}
        onConfirm={leave}
      />
      {isOpen && (
        <Suspense fallback={null}>
          <OwnProfile onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
