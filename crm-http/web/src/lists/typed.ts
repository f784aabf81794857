import { useEffect, useEffectEvent, useState } from "react";

/** How long after the last key a search begins. */
const PAUSE = 350;

/** What is typed into a search, told on once the typing pauses. What comes from outside, such as an address, is shown. */
export function useTyped(value: string, onSettle: (text: string) => void) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  const settle = useEffectEvent(() => {
    if (typed.trim() !== value) onSettle(typed.trim());
  });
  useEffect(() => {
    const timer = window.setTimeout(() => settle(), PAUSE);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped] as const;
}
