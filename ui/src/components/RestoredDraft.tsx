import { Button } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/** Says that what was being written is back, and lets go of it when the person would rather start over. */
export function RestoredDraft({ onStartOver }: { onStartOver: () => void }) {
  const { t } = useTranslation();
  const line = useRef<HTMLParagraphElement>(null);
  const [startedOver, setStartedOver] = useState(false);
  const startOver = () => {
    onStartOver();
    setStartedOver(true);
    line.current?.focus();
  };
  return (
    <div className="cluster">
      <p ref={line} className="quiet" tabIndex={-1}>
        {startedOver ? t("drafts.startedOver") : t("drafts.restored")}
      </p>
      {!startedOver && (
        <Button variant="tertiary" data-size="sm" onClick={startOver}>
          {t("drafts.startOver")}
        </Button>
      )}
    </div>
  );
}
