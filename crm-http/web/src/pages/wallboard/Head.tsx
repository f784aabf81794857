import { Maximize, Minimize, Moon, Sun, WifiOff } from "lucide-react";
import { useSeenCities } from "@/figures/useSeenCities";
import { useFeed } from "@/live/feed";
import { IconButton } from "@/ui/button";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { useNow } from "./screen";
import { texts } from "./words";

interface Props {
  read: { at: number; isFailing: boolean };
  city: string | undefined;
  onCity: (city: string) => void;
  isLight: boolean;
  onLook: () => void;
  isFull: boolean;
  onFull: () => void;
}

/** Longer than two readings in a row take: something keeps them from coming. */
const STALE = 40_000;

export function Head({ read, city, onCity, isLight, onLook, isFull, onFull }: Props) {
  const said = useTexts(texts);
  const format = useFormat();
  const now = useNow();
  const isOff = useFeed((feed) => feed.state === "off");
  const { seen } = useSeenCities();
  const isStale = read.at > 0 && (isOff || read.isFailing || now - read.at > STALE);
  const Look = isLight ? Moon : Sun;
  const Screen = isFull ? Minimize : Maximize;
  const written = (at: number) => format.time(new Date(at).toISOString());
  return (
    <header className="flex h-[max(2rem,6cqh)] shrink-0 items-center gap-3">
      <h1 className="text-[min(3.4cqh,2cqw)] leading-tight font-semibold">{said.title}</h1>
      {seen.length > 1 && (
        <select
          aria-label={said.city}
          value={city ?? ""}
          onChange={(event) => onCity(event.target.value)}
          className="h-8 rounded-md border border-edge-strong bg-sheet px-2"
        >
          <option value="">{said.allCities}</option>
          {seen.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
      <div role="status" className="min-w-0 flex-1 text-center">
        {isStale && (
          <p className="inline-flex max-w-full items-center gap-2 rounded-md bg-bad-ground px-3 py-1 text-[min(3.4cqh,2cqw)] leading-tight font-semibold text-bad">
            <WifiOff aria-hidden className="size-[1em] shrink-0" />
            <span className="truncate">{said.stale(written(read.at))}</span>
          </p>
        )}
      </div>
      <p role="timer" className="text-[min(5cqh,3cqw)] leading-none font-semibold">
        {written(now)}
      </p>
      <IconButton label={isLight ? said.dark : said.light} onClick={onLook}>
        <Look size={18} aria-hidden />
      </IconButton>
      <IconButton label={isFull ? said.leaveFullScreen : said.fullScreen} onClick={onFull}>
        <Screen size={18} aria-hidden />
      </IconButton>
    </header>
  );
}
