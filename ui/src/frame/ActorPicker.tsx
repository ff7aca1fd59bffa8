import { Button, Dialog, Textfield } from "@digdir/designsystemet-react";
import { Buildings3Icon, ChevronDownIcon } from "@navikt/aksel-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Party, PartyChoice } from "../bridge";
import { useAnnounce } from "../components/Announcer";
import { matches } from "../components/matches";
import { OrgNumber } from "../components/OrgNumber";
import { useReturnFocus } from "../components/useReturnFocus";

/** Whom the person acts for, always in sight; opens the list of the others. */
export function ActorPicker({ current, choices }: { current: Party; choices: readonly PartyChoice[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className="actor"
        variant="secondary"
        data-color="neutral"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Buildings3Icon aria-hidden />
        <span className="visually-hidden">{t("frame.actorChange")}:</span> <ActorName party={current} />
        <ChevronDownIcon aria-hidden />
      </Button>
      {open && <ActorDialog current={current} choices={choices} onClose={() => setOpen(false)} />}
    </>
  );
}

function ActorName({ party }: { party: Party }) {
  const { t } = useTranslation();
  return (
    <span>
      <b>{party.name}</b>
      {party.orgNumber && (
        <small>
          {t("words.orgNumber")} <OrgNumber value={party.orgNumber} />
        </small>
      )}
    </span>
  );
}

function ActorDialog({
  current,
  choices,
  onClose,
}: {
  current: Party;
  choices: readonly PartyChoice[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const announce = useAnnounce();
  useReturnFocus();
  const [words, setWords] = useState("");
  const pick = (party: Party) => {
    onClose();
    navigate(`/leader/${party.id}/inbox`);
    announce(t("frame.actorNow", { name: party.name }));
  };
  const shown = choices.filter(({ party }) => matches(words, [party.name, party.orgNumber]));
  return (
    <Dialog open onClose={onClose} closeButton={t("words.close")} aria-labelledby="actor-heading">
      <div className="stack">
        <h2 id="actor-heading">{t("frame.actorHeading")}</h2>
        <Textfield
          type="search"
          label={t("systemUsers.search")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <ul className="entries">
          {shown.map(({ party, waiting }) => (
            <li key={party.id}>
              <Button
                variant="tertiary"
                data-color="neutral"
                aria-current={party.id === current.id || undefined}
                onClick={() => pick(party)}
              >
                <ActorName party={party} />
              </Button>
              {waiting !== null && waiting > 0 && (
                <span className="quiet small">{t("frame.waiting", { count: waiting })}</span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
