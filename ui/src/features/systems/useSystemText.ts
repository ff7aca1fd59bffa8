import { useRef, useState } from "react";
import type { SystemDraft } from "../../bridge";
import { useSettled } from "../../components/useSettled";
import { useCheckedSystem, useRenderSystem } from "./useSystem";

export type SystemText = ReturnType<typeof useSystemText>;

/**
 * One system, as a text and as a form. The text is what is sent. An edit in the form is rendered into the text; an
 * edit in the text comes back as a form when it can be read as one.
 */
export function useSystemText(initial: string, replaces: string | null) {
  const [text, setText] = useState(initial);
  const [edited, setEdited] = useState<SystemDraft>();
  const latest = useRef<SystemDraft>(undefined);
  const render = useRenderSystem();
  const settled = useSettled(text, 250);
  const check = useCheckedSystem(settled, replaces);
  return {
    text,
    draft: edited ?? check.data?.draft ?? undefined,
    findings: check.data?.findings ?? [],
    error: check.error ?? render.error,
    checking: settled !== text || check.isFetching || render.isPending,
    writeText: (next: string) => {
      latest.current = undefined;
      setEdited(undefined);
      setText(next);
    },
    fillForm: (next: SystemDraft) => {
      latest.current = next;
      setEdited(next);
      render.mutate(next, {
        onSuccess: (rendered) => {
          if (latest.current === next) setText(rendered);
        },
      });
    },
  };
}
