import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Page } from "../../components/Page";
import { ChooseSystem } from "./ChooseSystem";
import { OfferSteps } from "./OfferSteps";
import { type CreateStep, Stepper } from "./Stepper";

/** L11: the leader makes an access herself, in three steps. Which step it is stands in the address. */
export function CreateScreen({ partyName }: { partyName: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const system = search.get("system");
  const step = stepOf(system, search.get("step"));
  return (
    <Page title={t("systemUsers.create.title")} lead={t("systemUsers.create.lead", { party: partyName })}>
      <Stepper step={step} />
      {system === null ? (
        <ChooseSystem onChoose={(id) => setSearch({ system: id })} />
      ) : (
        <OfferSteps
          key={system}
          system={system}
          checking={step === 3}
          onCheck={() => setSearch({ system, step: "3" })}
          onBack={() => setSearch(step === 3 ? { system } : {})}
        />
      )}
    </Page>
  );
}

function stepOf(system: string | null, step: string | null): CreateStep {
  if (system === null) return 1;
  return step === "3" ? 3 : 2;
}
