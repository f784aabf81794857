import { Section } from "../shared/Section";

type Fact = readonly [name: string, value: string];

interface Props {
  title: string;
  hint?: string;
  /** What is not told is left out. */
  facts: readonly (Fact | false | null | undefined)[];
}

export function Facts({ title, hint, facts }: Props) {
  return (
    <Section title={title} {...(hint && { hint })}>
      <dl className="max-w-xl rounded-lg border border-edge bg-sheet px-3">
        {facts.map(
          (fact) =>
            fact && (
              <div key={fact[0]} className="flex justify-between gap-4 border-b border-edge py-2 last:border-0">
                <dt className="text-soft">{fact[0]}</dt>
                <dd className="text-right">{fact[1]}</dd>
              </div>
            ),
        )}
      </dl>
    </Section>
  );
}
