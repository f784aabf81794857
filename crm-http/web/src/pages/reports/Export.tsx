import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { toast } from "sonner";
import { download } from "@/api/download";
import { Button } from "@/ui/button";
import { useSentence } from "@/ui/states";
import { useTexts } from "@/words";
import { useLook } from "@/words/look";
import { useAsked } from "./asked";
import { texts } from "./words";

type Format = "csv" | "xlsx";

/** The report that is shown, as a file. */
export function useExport(by: string | undefined) {
  const said = useTexts(texts);
  const sentence = useSentence();
  const lang = useLook((look) => look.lang);
  const { query } = useAsked();
  const file = useMutation({
    mutationFn: async (format: Format) => {
      if (!by || !query) return;
      const name = `${by}-${query.startDate}-${query.endDate}.${format}`;
      await download(`/api/export/stats.${format}`, { by, ...query, lang }, name);
    },
    onError: (error) => toast.error(said.exportFailed, { description: sentence(error) }),
  });
  return {
    isBusy: file.isPending,
    take: (format: Format) => {
      if (!file.isPending) file.mutate(format);
    },
  };
}

export function Export({ file }: { file: ReturnType<typeof useExport> }) {
  const said = useTexts(texts);
  return (["csv", "xlsx"] as const).map((format) => (
    <Button key={format} disabled={file.isBusy} aria-label={said.export(format.toUpperCase())} onClick={() => file.take(format)}>
      <Download size={16} aria-hidden />
      {format.toUpperCase()}
    </Button>
  ));
}
