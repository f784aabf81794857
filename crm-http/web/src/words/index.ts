import { en } from "./en";
import labels from "./labels.json";
import { useLook, type Lang } from "./look";
import { ru, type Words } from "./ru";

export type { Words };
export type CodeSet = keyof typeof labels;

const words: Record<Lang, Words> = { ru, en };

/** The texts of all pages, in the user's language. */
export const useWords = (): Words => words[useLook((look) => look.lang)];

/** The texts of one page, which lie beside it and come with it, in the user's language. */
export function useTexts<Texts>(texts: Record<Lang, Texts>): Texts {
  return texts[useLook((look) => look.lang)];
}

/** What a code is called, by the core; a code that this version does not know is its own name. */
export function useLabel(): (set: CodeSet, code: string) => string {
  const lang = useLook((look) => look.lang);
  return (set, code) => (labels[set][lang] as Record<string, string>)[code] ?? code;
}

/** The codes of a set, in the documentation's order. */
export const codes = (set: CodeSet): string[] => Object.keys(labels[set].ru);
