/** The key that does the same as the button it stands in. */
export const Key = ({ name }: { name: string }) => <kbd className="rounded border border-current px-1 font-sans text-xs">{name}</kbd>;
