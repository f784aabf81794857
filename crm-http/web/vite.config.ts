import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * The pages' policy takes styles as files only. Two libraries put a <style> into the page: what Sonner puts there is
 * imported as a file (src/main.css), and what locks the scrolling behind a dialog is not needed, since the page itself
 * never scrolls. And Sonner sends who leaves a message by Tab back to where they came from, for ever.
 */
function mended(): Plugin {
  const cuts: [string, RegExp, string][] = [
    ["/sonner/dist/index.mjs", /^__insertCSS\(".*"\);$/m, ""],
    [
      "/sonner/dist/index.mjs",
      /(contains\(event\.relatedTarget\)\) \{\s*isFocusWithinRef\.current = false;\s*if \(lastFocusedElementRef\.current\) \{)[^;]*;/,
      "$1",
    ],
    ["/react-style-singleton/dist/es2015/singleton.js", /var tag = document\.createElement\('style'\);/, "return null;"],
  ];
  return {
    name: "mended",
    enforce: "pre",
    transform(code, id) {
      let cut = code;
      for (const [file, pattern, instead] of cuts.filter(([file]) => id.split("?")[0]?.endsWith(file))) {
        if (!pattern.test(cut)) this.error(`${file} is another one now: look again at its mending`);
        cut = cut.replace(pattern, instead);
      }
      return cut === code ? null : { code: cut, map: null };
    },
  };
}

export default defineConfig({
  plugins: [mended(), react(), tailwind()],
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
