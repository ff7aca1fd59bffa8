import type { TFunction } from "i18next";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something happened, in whole days, hours or minutes. What lies ahead counts as now. */
export function ageWords(since: string, now: number, t: TFunction): string {
  const elapsed = now - Date.parse(since);
  if (elapsed >= DAY) return t("age.days", { count: Math.floor(elapsed / DAY) });
  if (elapsed >= HOUR) return t("age.hours", { count: Math.floor(elapsed / HOUR) });
  if (elapsed >= MINUTE) return t("age.minutes", { count: Math.floor(elapsed / MINUTE) });
  return t("age.now");
}
