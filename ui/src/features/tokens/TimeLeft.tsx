import { Tag } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { useNow } from "../../components/useNow";

/** How long a token still lives, counted down. */
export function TimeLeft({ expires }: { expires: string | null }) {
  const { t } = useTranslation();
  const now = useNow(1000);
  if (expires === null) return <Tag data-color="neutral">{t("tokens.noExpiry")}</Tag>;
  const seconds = Math.ceil((Date.parse(expires) - now) / 1000);
  if (seconds <= 0) return <Tag data-color="danger">{t("tokens.expired")}</Tag>;
  return (
    <Tag data-color={seconds < 30 ? "warning" : "success"}>
      {t("tokens.timeLeft", { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` })}
    </Tag>
  );
}
