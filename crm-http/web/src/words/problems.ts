import { useLook } from "./look";

let ru: Record<string, string> = {};
// They are many, so they come beside the first page and not within it; nobody is refused before.
void import("./problems.ru").then((texts) => (ru = texts.ru));

/** A refusal's sentence in the user's language: by its code, or as the server said it. */
export function useRefusalText(): (code: string, said: string) => string {
  const lang = useLook((look) => look.lang);
  return (code, said) => (lang === "ru" ? (ru[code] ?? said) : said);
}
