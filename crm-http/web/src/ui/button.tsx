import type { ComponentProps } from "react";

const looks = {
  main: "bg-accent text-on-accent hover:bg-accent-hover border-transparent",
  plain: "bg-sheet text-ink border-edge hover:bg-hover",
  quiet: "border-transparent text-ink hover:bg-hover",
};

const shapes = { text: "px-3", icon: "w-8" };

type Props = ComponentProps<"button"> & { look?: keyof typeof looks; shape?: keyof typeof shapes };

export function Button({ look = "plain", shape = "text", className = "", type = "button", ...rest }: Props) {
  return (
    <button
      type={type}
      className={`inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap disabled:opacity-60 ${shapes[shape]} ${looks[look]} ${className}`}
      {...rest}
    />
  );
}

/** A button that is only a picture; its label is read aloud and shown on hover. */
export function IconButton({ label, ...rest }: Props & { label: string }) {
  return <Button look="quiet" shape="icon" aria-label={label} title={label} {...rest} />;
}
