import { Button } from "@digdir/designsystemet-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RegisteredSystem, RequestDraft } from "../../bridge";
import { FailureAlert } from "../../components/FailureAlert";
import { Findings } from "../../components/Findings";
import { JsonPane } from "../../components/JsonPane";
import { RestoredDraft } from "../../components/RestoredDraft";
import { toFindings } from "../../components/toFindings";
import { useKept } from "../../components/useKept";
import { useSettled } from "../../components/useSettled";
import { RequestForm } from "./RequestForm";
import {
  useCheckedRequest,
  useKeepRequestDraft,
  useRenderedRequest,
  useSendRequest,
} from "./useSentRequests";

/** The request as a form, from where it was left, and beside it exactly what is sent. */
export function Composer({ system, saved }: { system: RegisteredSystem; saved: RequestDraft | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const blank = blankFor(system);
  const [draft, setDraft] = useState(() => (saved ? fitted(saved, system) : blank));
  const keep = useKeepRequestDraft(system.id);
  useKept(draft, blank, keep.mutate);
  const settled = useSettled(draft, 250);
  const check = useCheckedRequest(settled);
  const rendered = useRenderedRequest(settled);
  const send = useSendRequest();
  const findings = check.data ?? [];
  const typed = draft.partyOrg.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate(draft, {
      onSuccess: ({ request }) => navigate(`/vendor/requests/${request.id}?system=${request.systemId}`),
    });
  };
  return (
    <>
      {saved && <RestoredDraft onStartOver={() => setDraft(blank)} />}
      {keep.error && <FailureAlert failure={keep.error.failure} />}
      <form className="split" onSubmit={submit}>
        <div className="form">
          <RequestForm system={system} draft={draft} onChange={setDraft} />
          {typed && findings.length > 0 && (
            <Findings
              label={t("systems.editor.problems", { count: findings.length })}
              lineLabel={(line) => t("systems.editor.line", { line })}
              findings={toFindings(findings, t)}
              onPick={({ key }) => document.getElementById(fieldOf(key))?.focus()}
            />
          )}
          {send.error && <FailureAlert failure={send.error.failure} />}
          <div>
            <Button
              type="submit"
              loading={send.isPending}
              disabled={!typed || settled !== draft || check.isFetching || findings.length > 0}
            >
              {t("sentRequests.compose.send")}
            </Button>
          </div>
        </div>
        <JsonPane
          title={t("systems.editor.json")}
          text={rendered.data ?? ""}
          copyLabel={t("systems.editor.copyJson")}
        />
      </form>
    </>
  );
}

function blankFor(system: RegisteredSystem): RequestDraft {
  return {
    systemId: system.id,
    partyOrg: "",
    externalRef: null,
    rights: system.rights,
    accessPackages: system.accessPackages,
    redirectUrl: system.allowedRedirectUrls[0] ?? null,
  };
}

/** A draft as far as the system is still registered with what it asks for. */
function fitted(draft: RequestDraft, system: RegisteredSystem): RequestDraft {
  const rights = draft.rights.map((right) => JSON.stringify(right));
  return {
    ...draft,
    rights: system.rights.filter((right) => rights.includes(JSON.stringify(right))),
    accessPackages: system.accessPackages.filter((urn) => draft.accessPackages.includes(urn)),
  };
}

/** The field that a finding is about: its JSON pointer, less what stands after the first member. */
function fieldOf(key: string): string {
  return `request-${key.split(/[/#]/)[1] ?? ""}`;
}
