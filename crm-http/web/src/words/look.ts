import { create } from "zustand";

export type Lang = "ru" | "en";
export type Theme = "light" | "dark" | "system";

interface Look {
  lang: Lang;
  theme: Theme;
  /** Whether single keys work: speech input and some keyboards need them off (WCAG 2.1.4). */
  keys: boolean;
}

/** Language and looks, kept in this browser: nothing of it is secret. */
export const useLook = create<Look>(() => ({
  lang: localStorage.getItem("crm.lang") === "en" ? "en" : "ru",
  theme: (localStorage.getItem("crm.theme") as Theme | null) ?? "system",
  keys: localStorage.getItem("crm.keys") !== "off",
}));

const dark = matchMedia("(prefers-color-scheme: dark)");

function apply({ lang, theme }: Look) {
  document.documentElement.lang = lang;
  document.documentElement.dataset["theme"] = theme === "dark" || (theme === "system" && dark.matches) ? "dark" : "light";
}

dark.addEventListener("change", () => apply(useLook.getState()));
useLook.subscribe(apply);
apply(useLook.getState());

export function setLang(lang: Lang) {
  localStorage.setItem("crm.lang", lang);
  useLook.setState({ lang });
}

export function setTheme(theme: Theme) {
  localStorage.setItem("crm.theme", theme);
  useLook.setState({ theme });
}

export function setKeys(keys: boolean) {
  localStorage.setItem("crm.keys", keys ? "on" : "off");
  useLook.setState({ keys });
}
