import { Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explainFault } from "./explainFault";
import { orgNumberFault } from "./orgNumberFault";

/** A field for an organisation number. What is wrong is said when the person has left it. */
export function OrgNumberField({
  label,
  description,
  value,
  onChange,
}: {
  label: string;
  description?: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(false);
  const fault = left && value !== "" ? orgNumberFault(value) : undefined;
  return (
    <Textfield
      label={label}
      description={description}
      inputMode="numeric"
      value={value}
      error={fault && explainFault({ kind: "orgNumber", fault }, t).what}
      onBlur={() => setLeft(true)}
      onChange={(event) => onChange(event.target.value.replace(/\s/g, ""))}
    />
  );
}
