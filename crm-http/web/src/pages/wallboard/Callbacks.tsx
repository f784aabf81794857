import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { useTexts } from "@/words";
import { texts } from "./words";

/** What the board has room for. */
const SHOWN = 5;

interface Props {
  city: string | undefined;
  elapsed: (at: string) => string;
}

/** Who waits for a call, the longest first. The board hangs where visitors see it: the end of a number is enough. */
export function Callbacks({ city, elapsed }: Props) {
  const said = useTexts(texts);
  const list = useQuery({
    queryKey: ["callback", "board", city],
    queryFn: ({ signal }) => {
      const query = { state: "open", sort: "openedAt", limit: SHOWN, ...(city && { city }) } as const;
      return told(api.GET("/api/callbacks", { params: { query }, signal }));
    },
  });
  return (
    <section className="flex min-h-0 min-w-0 flex-col rounded-lg border border-edge bg-sheet p-[1.6cqh]">
      <h2 className="truncate text-[min(2.8cqh,1.6cqw)] leading-tight text-soft">{said.callbacks}</h2>
      <ul className="grid min-h-0 flex-1 grid-rows-5 text-[min(3.2cqh,1.7cqw)] leading-tight">
        {list.data?.data.map((task) => (
          <li key={task.id} className="flex min-w-0 items-center justify-between gap-[1cqw] border-b border-edge last:border-0">
            <span className="min-w-0 truncate">
              …{task.phone.slice(-4)} <span className="text-soft">{task.taken ? said.taken(task.taken.by.name) : task.city}</span>
            </span>
            <span className="font-semibold">{elapsed(task.openedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
