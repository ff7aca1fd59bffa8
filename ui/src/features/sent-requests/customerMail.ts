import { en } from "../../i18n/en";
import { nb } from "../../i18n/nb";
import { nn } from "../../i18n/nn";
import type { Language } from "../../i18n/words";

const MAILS: Record<Language, string> = {
  nb: nb.mail.toCustomer,
  nn: nn.mail.toCustomer,
  en: en.mail.toCustomer,
};

/** A mail to the customer's leader, in the customer's language rather than the one on screen. */
export function customerMail(
  language: Language,
  { system, party, link }: { system: string; party: string; link: string },
): string {
  return MAILS[language]
    .replaceAll("{{system}}", system)
    .replaceAll("{{party}}", party)
    .replaceAll("{{link}}", link);
}
