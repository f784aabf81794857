import { Link } from "@tanstack/react-router";
import { useTexts } from "@/words";
import { texts } from "./words";

const STEPS = [
  { to: "/admin/cities", name: "city" },
  { to: "/admin/campaigns", name: "campaign" },
  { to: "/admin/lines", name: "line" },
  { to: "/admin/people", name: "people" },
  { to: "/admin/masters", name: "masters" },
  { to: "/admin/integrations", name: "telephony" },
] as const;

/** What an office without a city needs before the first order, in this order. */
export function FirstSteps() {
  const said = useTexts(texts).firstSteps;
  return (
    <section aria-labelledby="first-steps" className="m-auto max-w-lg rounded-lg border border-edge bg-sheet p-6">
      <h2 id="first-steps" className="text-base font-semibold">
        {said.title}
      </h2>
      <p className="mt-1 text-soft">{said.hint}</p>
      <ol className="mt-3 list-decimal pl-5">
        {STEPS.map(({ to, name }) => (
          <li key={name} className="py-1">
            <Link to={to} className="text-accent underline underline-offset-2">
              {said[name]}
            </Link>
            <span className="text-soft">: {said.why[name]}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
