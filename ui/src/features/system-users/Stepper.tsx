import { useTranslation } from "react-i18next";

export type CreateStep = 1 | 2 | 3;

export function Stepper({ step }: { step: CreateStep }) {
  const { t } = useTranslation();
  const names = [t("systemUsers.create.step1"), t("systemUsers.create.step2"), t("systemUsers.create.step3")];
  return (
    <ol className="stepper" aria-label={t("systemUsers.create.steps")}>
      {names.map((name, index) => (
        <li key={name} aria-current={step === index + 1 ? "step" : undefined}>
          {name}
        </li>
      ))}
    </ol>
  );
}
