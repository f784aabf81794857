import { useMutation } from "@tanstack/react-query";
import { ShieldCheck, ShieldX } from "lucide-react";
import { useState } from "react";
import { api, told, type Schemas } from "@/api/client";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Failed, Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

/** Has the whole chain of the log checked, and says what came of it in plain words. */
export function Verify() {
  const said = useTexts(texts).verify;
  const [isOpen, setOpen] = useState(false);
  const check = useMutation({ mutationFn: () => told(api.GET("/api/audit/verify")) });
  const run = () => {
    setOpen(true);
    check.mutate();
  };
  return (
    <>
      <Button look="main" onClick={run}>
        <ShieldCheck size={16} aria-hidden />
        {said.run}
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={said.title}>
        <div aria-live="polite" className="min-h-72">
          {check.isError && <Failed error={check.error} onRetry={run} />}
          {check.isPending && (
            <div className="flex flex-col gap-3">
              <p>{said.running}</p>
              <Skeleton className="h-60" />
            </div>
          )}
          {check.data && <Report report={check.data.data} />}
        </div>
      </Dialog>
    </>
  );
}

function Report({ report }: { report: Schemas["AuditReport"] }) {
  const said = useTexts(texts).verify;
  const format = useFormat();
  const { isIntact, broken, head } = report;
  const Icon = isIntact ? ShieldCheck : ShieldX;
  const counts = (["blocks", "sealed", "unsealed", "purged", "erased"] as const).filter((name) => name !== "purged" || report[name] > 0);
  return (
    <>
      <div className={`mb-4 flex gap-3 rounded-md p-3 ${isIntact ? "bg-good-ground text-good" : "bg-bad-ground text-bad"}`}>
        <Icon size={22} aria-hidden className="shrink-0" />
        <div>
          <p className="font-semibold">{isIntact ? said.intact : said.broken}</p>
          <p>{isIntact ? said.intactHint : said.brokenHint}</p>
          {broken && <p className="mt-1 font-medium">{broken}</p>}
        </div>
      </div>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5">
        {counts.map((name) => (
          <div key={name} className="contents">
            <dt className="text-soft">{said[name]}</dt>
            <dd className="text-right">{format.number(report[name])}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-soft">{said.head}</p>
      <p className="font-medium break-all">{head}</p>
      <p className="text-soft">{said.headHint}</p>
    </>
  );
}
