import { useTranslation } from "react-i18next";
import { formatMoment } from "../i18n/dates";
import { useLanguage } from "../i18n/useLanguage";
import { ageWords } from "./ageWords";
import { useNow } from "./useNow";

/** How long ago something happened, with the exact moment one pointer away. */
export function Age({ since }: { since: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  return (
    <time className="numeric" dateTime={since} title={formatMoment(since, language)}>
      {ageWords(since, now, t)}
    </time>
  );
}
