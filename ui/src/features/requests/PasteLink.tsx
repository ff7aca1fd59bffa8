import { Button, Textfield } from "@digdir/designsystemet-react";
import type { TFunction } from "i18next";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Failure } from "../../bridge";
import { explain } from "../../components/explain";
import { useRequestInLink } from "./useRequests";

/** Turns a link from the vendor into an opened request. It shows; it never decides. */
export function PasteLink({ party }: { party: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [link, setLink] = useState("");
  const find = useRequestInLink();
  const open = (event: FormEvent) => {
    event.preventDefault();
    find.mutate(link.trim(), {
      onSuccess: (id) => {
        setLink("");
        navigate(`/leader/${party}/inbox/${id}`);
      },
    });
  };
  const failure = find.error?.failure;
  return (
    <form className="list-foot paste" onSubmit={open}>
      <div className="inline-entry">
        <Textfield
          label={t("requests.inbox.pasteLabel")}
          value={link}
          onChange={(event) => setLink(event.target.value)}
          error={failure && pasteFault(failure, t)}
        />
        <Button type="submit" variant="secondary" disabled={link.trim() === ""} loading={find.isPending}>
          {t("requests.inbox.pasteOpen")}
        </Button>
      </div>
    </form>
  );
}

function pasteFault(failure: Failure, t: TFunction): string {
  if (failure.kind === "notFound") return t("requests.inbox.pasteFault");
  if (failure.kind === "notAllowed") return t("requests.inbox.pasteForeign");
  return explain(failure, t).what;
}
