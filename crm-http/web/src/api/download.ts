import { api, told } from "./client";
import type { paths } from "./schema";

/** What the server gives as a file. */
export type FilePath = Extract<keyof paths, `/api/export/${string}`>;
type Query = Record<string, string | number | boolean | undefined>;

/** Reads a file as whoever is signed in, and gives it to the browser to keep. Throws what the server refuses. */
export async function download(path: FilePath, query: Query, filename: string): Promise<void> {
  // Each path has parameters of its own: the server says which it does not know.
  const blob = await told<Blob>(api.GET(path, { params: { query: query as never }, parseAs: "blob" }));
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = filename;
  link.click();
  // Chromium begins the download by itself; others want the address for a moment longer.
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
