import { Tag } from "@digdir/designsystemet-react";
import {
  CheckmarkCircleFillIcon,
  ClockDashedIcon,
  ClockFillIcon,
  XMarkOctagonFillIcon,
} from "@navikt/aksel-icons";
import { useTranslation } from "react-i18next";
import type { RequestStatus } from "../bridge";

/** Where a request stands: colour, icon and word. */
export function RequestStatusTag({ status, timedOut }: { status: RequestStatus; timedOut: boolean }) {
  const { t } = useTranslation();
  switch (status) {
    case "New":
      return timedOut ? (
        <Tag data-color="neutral">
          <ClockDashedIcon aria-hidden />
          {t("sentRequests.status.aged")}
        </Tag>
      ) : (
        <Tag data-color="warning">
          <ClockFillIcon aria-hidden />
          {t("sentRequests.status.New")}
        </Tag>
      );
    case "Accepted":
      return (
        <Tag data-color="success">
          <CheckmarkCircleFillIcon aria-hidden />
          {t("sentRequests.status.Accepted")}
        </Tag>
      );
    case "Rejected":
    case "Denied":
      return (
        <Tag data-color="danger">
          <XMarkOctagonFillIcon aria-hidden />
          {t("sentRequests.status.Rejected")}
        </Tag>
      );
  }
}
