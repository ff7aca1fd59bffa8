import { Alert, Button, Dialog } from "@digdir/designsystemet-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useReturnFocus } from "./useReturnFocus";

/**
 * The second of two deliberate steps. Focus goes to the heading, never to the confirming button, so that an
 * Enter held down from the first step cannot confirm.
 */
export function ConfirmDialog({
  heading,
  confirm,
  color,
  pending,
  problem,
  onConfirm,
  onCancel,
  children,
}: {
  heading: string;
  confirm: string;
  color: "accent" | "danger";
  pending: boolean;
  problem?: ReactNode;
  onConfirm: () => void;
  onCancel: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const title = useRef<HTMLHeadingElement>(null);
  useReturnFocus();
  useEffect(() => title.current?.focus(), []);
  return (
    <Dialog open onClose={onCancel} closeButton={false} aria-labelledby="confirm-heading">
      <div className="stack">
        <h2 ref={title} id="confirm-heading" tabIndex={-1}>
          {heading}
        </h2>
        {children}
        {problem && <Alert data-color="danger">{problem}</Alert>}
        <div className="cluster">
          <Button data-color={color} loading={pending} onClick={onConfirm}>
            {confirm}
          </Button>
          <Button variant="tertiary" data-color="neutral" disabled={pending} onClick={onCancel}>
            {t("words.cancel")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
