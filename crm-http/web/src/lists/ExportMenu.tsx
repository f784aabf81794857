import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { toast } from "sonner";
import { download } from "@/api/download";
import { Button } from "@/ui/button";
import { Menu, MenuItem } from "@/ui/menu";
import { useSentence } from "@/ui/states";
import { useWords } from "@/words";
import { useLook } from "@/words/look";

type Query = Parameters<typeof download>[1];
type Format = "csv" | "xlsx";

interface Props {
  what: "calls" | "orders";
  /** What is listed: all of it goes into the file, also what was not scrolled to. */
  filters: Query;
  /** How the file is called, without what it is. */
  name: string;
}

/** What is listed, as a file for a spreadsheet. */
export function ExportMenu({ what, filters, name }: Props) {
  const said = useWords().file;
  const sentence = useSentence();
  const lang = useLook((look) => look.lang);
  const file = useMutation({
    mutationFn: (format: Format) => download(`/api/export/${what}.${format}`, { ...filters, lang }, `${name}.${format}`),
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
      <MenuItem onSelect={() => file.mutate("xlsx")}>{said.xlsx}</MenuItem>
      <MenuItem onSelect={() => file.mutate("csv")}>{said.csv}</MenuItem>
    </Menu>
  );
}
