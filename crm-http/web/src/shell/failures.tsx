import { useWords } from "@/words";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/states";

export function NotFound() {
  const words = useWords();
  return (
    <Empty whole title={words.errors.notFound} hint={words.errors.notFoundHint}>
      <a href="/" className="text-accent underline">
        {words.errors.home}
      </a>
    </Empty>
  );
}

export function Crashed() {
  const words = useWords();
  return (
    <div role="alert">
      <Empty whole title={words.errors.crashed} hint={words.errors.crashedHint}>
        <Button onClick={() => location.reload()}>{words.errors.reload}</Button>
      </Empty>
    </div>
  );
}
