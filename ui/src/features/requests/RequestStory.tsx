import { useTranslation } from "react-i18next";
import type { RequestSheet } from "../../bridge";
import { AuthorityList } from "../../components/AuthorityList";
import { AnswerGiven } from "./AnswerGiven";
import { RequestHead } from "./RequestHead";
import { WhatHappensNext } from "./WhatHappensNext";
import { WhatItMayNot } from "./WhatItMayNot";

/** The body of the decision sheet, in the order a person asks. */
export function RequestStory({ sheet }: { sheet: RequestSheet }) {
  const { t } = useTranslation();
  return (
    <article className="sheet">
      <RequestHead sheet={sheet} />
      <AnswerGiven sheet={sheet} />
      <section>
        <h3>{t("requests.sheet.gets")}</h3>
        <AuthorityList authorities={sheet.authorities} />
      </section>
      <WhatItMayNot authorities={sheet.authorities} />
      <WhatHappensNext sheet={sheet} />
    </article>
  );
}
