// What the server refuses, in the words of the people who are refused.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");

/** The codes of a list of `codes.rs`. */
function listed(source, list) {
  const [, held] = new RegExp(`pub const ${list}: [^=]*= &\\[([^\\]]*)\\];`).exec(source);
  return [...held.matchAll(/"([a-z_.]+)"/g)].map(([, code]) => code);
}

const core = read("../../../crm-core/src/codes.rs");
const http = read("../../src/codes.rs");
const documented = [...listed(core, "ERRORS"), ...listed(core, "FIELDS"), ...listed(http, "PROBLEMS"), ...listed(http, "FIELDS")];
// What the screens themselves refuse: an answer to somebody who is not signed in any more.
documented.push("session.changed");

const problems = read("../src/words/problems.ru.ts");
const translated = [...problems.matchAll(/^ {2}"?([a-z_.]+)"?: "(.+)",$/gm)].map(([, code, text]) => ({ code, text }));

/** Codes that nobody at the screens can be answered with, by why not. */
const unmet = {
  "the screens send every request by the API's own description": [
    "auth.token_wrong_type", "field.unknown", "page.bad_limit", "page.not_a_page", "query.missing",
    "query.repeated", "query.unknown", "request.bad_id", "request.bad_idempotency_key", "request.bad_if_match", "request.bad_path",
    "request.bad_query", "request.bad_session_header", "request.foreign_origin", "request.malformed", "request.method_not_allowed",
    "request.not_json", "version.missing",
  ],
  "the telephone provider is refused, and nobody else": [
    "telephony.foreign_key", "telephony.refused", "telephony.too_long", "telephony.unknown_source", "telephony.unsigned",
    "telephony.wrong_signature",
  ],
  "whoever collects metrics is refused": ["metrics.not_local", "metrics.token"],
  "the program's commands say so, and the server does not begin": [
    "copy.differs", "copy.occupied", "copy.other_source", "copy.source_changed", "store.bad_url", "store.foreign", "store.nested",
    "store.not_migrated", "store.schema_too_new", "store.unfinished_copy",
  ],
  "only an import writes what is past": [
    "past.closed_before_written", "past.closed_without_time", "past.in_the_future", "past.open_with_closing_time", "past.same_id_twice",
    "past.too_many_rows", "past.unreadable_hash", "past.waits_with_master",
  ],
};

test("every refusal that people can meet is told in Russian", () => {
  assert.ok(documented.length > 150 && translated.length > 100, "both lists were read");
  const known = new Set([...translated.map(({ code }) => code), ...Object.values(unmet).flat()]);
  assert.deepEqual(documented.filter((code) => !known.has(code)), []);
});

test("no text is of a refusal that there is not, and none is told twice over", () => {
  const codes = [...translated.map(({ code }) => code), ...Object.values(unmet).flat()];
  assert.deepEqual(codes.filter((code) => !documented.includes(code)), []);
  assert.deepEqual(codes.filter((code, at) => codes.indexOf(code) !== at), []);
});

test("they are sentences of Russian", () => {
  assert.deepEqual(translated.filter(({ text }) => !/^[А-ЯЁ].*\.$/.test(text) || /[A-Za-z]/.test(text.replaceAll(/Excel|CSV/g, ""))), []);
});
