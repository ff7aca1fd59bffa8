import { Button } from "@digdir/designsystemet-react";
import { CheckmarkIcon, ExclamationmarkTriangleIcon, FilesIcon } from "@navikt/aksel-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "./Announcer";
import { copyText } from "./copyText";

const ICONS = { idle: FilesIcon, copied: CheckmarkIcon, failed: ExclamationmarkTriangleIcon };

/** Copies `text`; `label` says what it is. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [state, setState] = useState<keyof typeof ICONS>("idle");
  const words = { idle: label, copied: t("words.copied"), failed: t("words.copyFailed") };
  const copy = async () => {
    const next = (await copyText(text)) ? "copied" : "failed";
    setState(next);
    announce(words[next]);
  };
  const Icon = ICONS[state];
  return (
    <Button type="button" variant="tertiary" data-size="sm" onClick={copy}>
      <Icon aria-hidden />
      {words[state]}
    </Button>
  );
}
