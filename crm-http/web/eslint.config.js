import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

// Of Node, and of the page for what tests run within it.
const globals = [
  ...["process", "console", "URL", "URLSearchParams", "fetch", "setTimeout"],
  ...["document", "window", "localStorage", "matchMedia", "performance", "PerformanceObserver"],
];

export default defineConfig(
  globalIgnores(["dist", "src/api/schema.d.ts"]),
  {
    files: ["**/*.{js,mjs}"],
    extends: [js.configs.recommended],
    languageOptions: { globals: Object.fromEntries(globals.map((name) => [name, "readonly"])) },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [js.configs.recommended, ts.configs.strictTypeChecked, hooks.configs.flat["recommended-latest"], a11y.flatConfigs.strict],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A name taken out of an object, to have the rest.
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_" }],
      // The router's redirects are thrown, and are no errors.
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
);
