import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * The pages' policy takes styles as files only. Two libraries put a <style> into the page: what Sonner puts there is
 * imported as a file (src/main.css), and what locks the scrolling behind a dialog is not needed, since the page itself
 * never scrolls.
 */
function noInlineStyles(): Plugin {
  const cuts: [string, RegExp, string][] = [
    ["/sonner/dist/index.mjs", /^__insertCSS\(".*"\);$/m, ""],
    ["/react-style-singleton/dist/es2015/singleton.js", /var tag = document\.createElement\('style'\);/, "return null;"],
  ];
  return {
    name: "no-inline-styles",
    enforce: "pre",
    transform(code, id) {
      const cut = cuts.find(([file]) => id.split("?")[0]?.endsWith(file));
      if (!cut) return null;
      const [file, pattern, instead] = cut;
      if (!pattern.test(code)) this.error(`${file} puts its styles elsewhere now: look again at noInlineStyles`);
      return { code: code.replace(pattern, instead), map: null };
    },
  };
}

export default defineConfig({
  plugins: [noInlineStyles(), react(), tailwind()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022",
    emptyOutDir: false,
    // What would be inlined as data: is a file, as the policy wants it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // scripts/finish.mjs weighs what counts.
    chunkSizeWarningLimit: 1000,
  },
  // `npm run dev` beside a running `crm serve`.
  server: { proxy: { "/api": { target: "http://127.0.0.1:5000", changeOrigin: false } } },
});
