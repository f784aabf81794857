import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { toast } from "sonner";
import { download } from "@/api/download";
import { Button } from "@/ui/button";
import { Menu, MenuItem } from "@/ui/menu";
import { useSentence } from "@/ui/states";
import { useTexts } from "@/words";
import { useLook } from "@/words/look";
import type { CallsSearch } from "./search";
import { texts } from "./words";

type Format = "csv" | "xlsx";

/** All calls that the filters let through, as a file. */
export function ExportMenu({ filters }: { filters: Omit<CallsSearch, "call"> }) {
  const said = useTexts(texts);
  const sentence = useSentence();
  const lang = useLook((look) => look.lang);
  const file = useMutation({
    mutationFn: (format: Format) => download(`/api/export/calls.${format}`, { ...filters, lang }, `calls.${format}`),
    onError: (error) => toast.error(said.exportFailed, { description: sentence(error) }),
  });
  return (
    <Menu
      trigger={
        <Button disabled={file.isPending}>
          <Download size={16} aria-hidden />
          {said.export}
        </Button>
      }
    >
      <MenuItem onSelect={() => file.mutate("xlsx")}>XLSX</MenuItem>
      <MenuItem onSelect={() => file.mutate("csv")}>CSV</MenuItem>
    </Menu>
  );
}
