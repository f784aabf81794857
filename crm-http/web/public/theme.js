// Before anything is drawn, so that nobody who works in the dark is dazzled.
(() => {
  const wish = localStorage.getItem("crm.theme");
  const isDark = wish === "dark" || (wish !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
})();
