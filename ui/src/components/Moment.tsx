import { formatMoment } from "../i18n/dates";
import { useLanguage } from "../i18n/useLanguage";

/** A date with its time of day. */
export function Moment({ at }: { at: string }) {
  return (
    <time className="numeric" dateTime={at}>
      {formatMoment(at, useLanguage())}
    </time>
  );
}
