import {
  CheckmarkCircleFillIcon,
  ExclamationmarkTriangleFillIcon,
  InformationSquareFillIcon,
} from "@navikt/aksel-icons";
import { useTranslation } from "react-i18next";
import type { Preflight } from "../bridge";

/** The answer to "may I" on a row: colour, icon and words. */
export function PreflightMark({ preflight }: { preflight: Preflight }) {
  const { t } = useTranslation();
  switch (preflight.kind) {
    case "canApprove":
      return (
        <span className="icon-text tone-success">
          <CheckmarkCircleFillIcon aria-hidden />
          {t("requests.preflight.canShort")}
        </span>
      );
    case "lacks":
      return (
        <span className="icon-text tone-warning">
          <ExclamationmarkTriangleFillIcon aria-hidden />
          {t("requests.preflight.lacks", { count: preflight.missing.length })}
        </span>
      );
    case "unknown":
      return (
        <span className="icon-text tone-neutral">
          <InformationSquareFillIcon aria-hidden />
          {t("requests.preflight.unknown")}
        </span>
      );
  }
}
