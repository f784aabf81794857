import { useEffect, useEffectEvent, useState, type ChangeEvent, type KeyboardEvent } from "react";
import { isDate } from "@/lists/address";

/** How long after the last key a date is taken as meant. */
const PAUSE = 700;

/** Typed digit by digit, the year 2026 is 2, 20 and 202 on the way: nobody means those. */
const isMeant = (date: string) => isDate(date) && date >= "1900";

/**
 * For a field of dates: what is typed stays in it, and is told on by Enter, by leaving the field, or once the typing pauses.
 * What is no date is dropped as the field is left.
 */
export function useTypedDate(value: string, onTake: (date: string) => void) {
  const [typed, setTyped] = useState<string>();
  const [taken, setTaken] = useState<string>();
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    // Chosen elsewhere, such as by a period's name.
    if (value !== taken) setTyped(undefined);
  }
  const isNew = typed !== undefined && isMeant(typed) && typed !== value;
  const take = () => {
    if (!isNew) return;
    setTaken(typed);
    onTake(typed);
  };
  const settle = useEffectEvent(take);
  useEffect(() => {
    const timer = window.setTimeout(() => settle(), PAUSE);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return {
    value: typed ?? value,
    onChange: (event: ChangeEvent<HTMLInputElement>) => setTyped(event.target.value),
    onBlur: () => {
      take();
      if (!isNew) setTyped(undefined);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !isNew) return;
      event.preventDefault();
      take();
    },
  };
}
