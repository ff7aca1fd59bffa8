import { Field, Label, Select } from "@digdir/designsystemet-react";
import type { RegisteredSystem } from "../bridge";
import { useText } from "./useText";

/** Which of the vendor's own systems. */
export function SystemSelect({
  label,
  systems,
  picked,
  onPick,
}: {
  label: string;
  systems: readonly RegisteredSystem[];
  picked: string;
  onPick: (id: string) => void;
}) {
  const text = useText();
  return (
    <Field>
      <Label>{label}</Label>
      <Select value={picked} onChange={(event) => onPick(event.target.value)}>
        {systems.map((system) => (
          <Select.Option key={system.id} value={system.id}>
            {text(system.name) || system.id}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
