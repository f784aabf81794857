/** Which key does it. Heard by nobody: the list of keys tells them. */
export function Key({ name }: { name: string }) {
  return (
    <kbd aria-hidden className="rounded border border-current px-1 font-sans text-xs uppercase opacity-80 max-sm:hidden">
      {name}
    </kbd>
  );
}
