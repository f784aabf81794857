import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { Headset, Keyboard, Menu as MenuIcon } from "lucide-react";
import { useState } from "react";
import { CallNotice } from "@/call/CallNotice";
import { useKeys } from "@/keys/keys";
import { ShortcutList } from "@/keys/ShortcutList";
import { useFeed } from "@/live/feed";
import { useUser } from "@/session/session";
import { IconButton } from "@/ui/button";
import { Failed } from "@/ui/states";
import { useWords } from "@/words";
import { useSettings } from "@/words/format";
import { placesOf } from "./places";
import { ProfileMenu } from "./ProfileMenu";
import { WorkState } from "./WorkState";

/** Shows nothing before it is known in which zone times are shown, and the feed tells what changes. */
export function Shell() {
  const settings = useSettings();
  const isAwaited = useFeed((feed) => feed.isAwaited);
  if (settings.data) return isAwaited ? null : <Frame />;
  if (settings.isError) return <Failed error={settings.error} onRetry={() => void settings.refetch()} />;
  return null;
}

function Frame() {
  const words = useWords();
  const user = useUser();
  const navigate = useNavigate();
  const [isListOpen, setListOpen] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const sections = placesOf(user.role);
  useKeys(words.app.menu, [
    ...sections.map((place) => ({
      keys: `g ${place.key}`,
      about: words.keys.go(place.name(words)),
      run: () => void navigate({ to: place.path }),
    })),
    { keys: "?", about: words.keys.show, run: () => setListOpen(true) },
  ]);
  return (
    <div className="flex h-full flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {words.app.skip}
      </a>
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-edge bg-sheet px-3">
        <IconButton
          label={words.app.menu}
          className="lg:hidden"
          aria-expanded={isMenuOpen}
          onClick={() => setMenuOpen(!isMenuOpen)}
        >
          <MenuIcon size={18} aria-hidden />
        </IconButton>
        <Headset size={20} aria-hidden className="text-accent" />
        <span className="mr-auto hidden font-semibold sm:inline">{words.app.name}</span>
        <span className="mr-auto sm:hidden" />
        {user.role === "operator" && <WorkState />}
        <IconButton label={words.keys.show} className="max-lg:hidden" onClick={() => setListOpen(true)}>
          <Keyboard size={18} aria-hidden />
        </IconButton>
        <ProfileMenu />
      </header>
      <Offline />
      {user.role === "operator" && <CallNotice />}
      <div className="flex min-h-0 flex-1">
        <nav
          aria-label={words.app.menu}
          className={`w-48 shrink-0 flex-col gap-0.5 border-r border-edge bg-sheet p-2 lg:flex ${isMenuOpen ? "flex" : "hidden"}`}
        >
          {sections.map(({ path, name, icon: Icon }) => (
            <Link
              key={path}
              to={path}
              onClick={() => setMenuOpen(false)}
              className="flex h-9 items-center gap-2.5 rounded-md px-2.5 hover:bg-hover aria-[current=page]:bg-chosen aria-[current=page]:font-medium"
            >
              <Icon size={17} aria-hidden />
              {name(words)}
            </Link>
          ))}
        </nav>
        <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          <Outlet />
        </main>
      </div>
      <ShortcutList open={isListOpen} onClose={() => setListOpen(false)} />
    </div>
  );
}

/** Laid over the top edge, so that nothing moves when the line comes and goes. */
function Offline() {
  const words = useWords();
  const isOff = useFeed((feed) => feed.state === "off");
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-0 z-30 flex justify-center">
      {isOff && <p className="mt-13 rounded-md bg-warn-ground px-3 py-1.5 text-warn shadow">{words.live.offline}</p>}
    </div>
  );
}
