import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { toast } from "sonner";
import { download } from "@/api/download";
import { Button } from "@/ui/button";
import { Menu, MenuItem } from "@/ui/menu";
import { useSentence } from "@/ui/states";
import { useTexts } from "@/words";
import { useLook } from "@/words/look";
import type { OrderFilters } from "./search";
import { texts } from "./words";

type Format = "csv" | "xlsx";

/** What the filters leave, as a file. */
export function Export({ filters }: { filters: OrderFilters }) {
  const said = useTexts(texts).file;
  const sentence = useSentence();
  const lang = useLook((look) => look.lang);
  const file = useMutation({
    mutationFn: (format: Format) => download(`/api/export/orders.${format}`, { ...filters, lang }, `${said.name}.${format}`),
    onSuccess: () => toast.success(said.done),
    onError: (error) => toast.error(said.failed, { description: sentence(error) }),
  });
  return (
    <Menu
      trigger={
        <Button disabled={file.isPending}>
          <Download size={16} aria-hidden />
          {said.action}
        </Button>
      }
    >
      <MenuItem onSelect={() => file.mutate("csv")}>{said.csv}</MenuItem>
      <MenuItem onSelect={() => file.mutate("xlsx")}>{said.xlsx}</MenuItem>
    </Menu>
  );
}
