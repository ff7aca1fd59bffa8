import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RegisteredSystem } from "../../bridge";
import { FailureAlert } from "../../components/FailureAlert";
import { JsonEditor } from "../../components/JsonEditor";
import { showLine } from "../../components/showLine";
import { SaveSystem } from "./SaveSystem";
import { SystemFindings } from "./SystemFindings";
import { SystemForm } from "./SystemForm";
import type { SystemText } from "./useSystemText";

/** The form and the text of one system, side by side, with what is wrong in it. */
export function SystemEditor({
  editor,
  replaces,
  ownNumber,
}: {
  editor: SystemText;
  replaces: RegisteredSystem | null;
  ownNumber: string;
}) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const lines = new Set(editor.findings.flatMap(({ place }) => (place ? [place.line] : [])));
  return (
    <div className="split">
      <section aria-label={t("systems.editor.form")}>
        {editor.draft ? (
          <SystemForm
            draft={editor.draft}
            ownNumber={ownNumber}
            idFixed={replaces !== null}
            onChange={editor.fillForm}
          />
        ) : (
          <p className="quiet">{t("systems.editor.blocked")}</p>
        )}
      </section>
      <section className="form editor-side" aria-label={t("systems.editor.json")}>
        <JsonEditor
          title={t("systems.editor.json")}
          copyLabel={t("systems.editor.copyJson")}
          text={editor.text}
          faulty={lines}
          field={field}
          onChange={editor.writeText}
        />
        {editor.error && <FailureAlert failure={editor.error.failure} />}
        <SystemFindings
          findings={editor.findings}
          checking={editor.checking}
          onPick={(line) => showLine(field.current, line)}
        />
        <SaveSystem
          text={editor.text}
          replaces={replaces}
          ready={!editor.checking && editor.findings.length === 0 && editor.draft !== undefined}
        />
      </section>
    </div>
  );
}
