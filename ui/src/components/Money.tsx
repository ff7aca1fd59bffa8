import { formatMoney } from "../i18n/numbers";
import { useLanguage } from "../i18n/useLanguage";

/** An amount of kroner, given as decimal text. */
export function Money({ amount }: { amount: string }) {
  return <span className="numeric">{formatMoney(Number(amount), useLanguage())}</span>;
}
