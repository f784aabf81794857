import { Dialog } from "@/ui/dialog";
import { useWords } from "@/words";
import { setKeys, useLook } from "@/words/look";
import { useShortcuts } from "./keys";

/** What the keys do here, and whether they do. */
export function ShortcutList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords();
  const groups = useShortcuts((registered) => registered.groups);
  const isOn = useLook((look) => look.keys);
  return (
    <Dialog open={open} onClose={onClose} title={words.keys.title}>
      <label className="mb-3 flex items-center gap-2">
        <input type="checkbox" checked={isOn} onChange={(event) => setKeys(event.target.checked)} />
        {words.keys.on}
      </label>
      {Object.entries(groups).map(([id, { title, shortcuts }]) => (
        <section key={id} className="mb-3">
          <h3 className="mb-1 text-xs text-soft">{title}</h3>
          <dl>
            {shortcuts.map((shortcut) => (
              <div key={shortcut.keys} className="flex h-8 items-center justify-between gap-4">
                <dt>{shortcut.about}</dt>
                <dd className="flex gap-1">
                  {shortcut.keys.split(" ").map((key) => (
                    <kbd key={key} className="rounded border border-edge-strong bg-sheet px-1.5 font-sans text-xs">
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
