import { Skeleton } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { useLater } from "./useLater";

/** Nothing for the first 300 ms, then grey rows; a wait that short should not flicker. */
export function Loading() {
  const { t } = useTranslation();
  const visible = useLater(300);
  return (
    <div className="skeleton-rows" aria-busy="true">
      <span className="visually-hidden">{t("lists.loading")}</span>
      {visible && (
        <>
          <Skeleton variant="rectangle" height={72} />
          <Skeleton variant="rectangle" height={72} />
          <Skeleton variant="rectangle" height={72} />
        </>
      )}
    </div>
  );
}
