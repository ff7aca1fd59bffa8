import { Chip } from "@digdir/designsystemet-react";

/** One choice of a few that narrows a list. */
export function FilterChips<Choice extends string>({
  label,
  choices,
  picked,
  onPick,
}: {
  label: string;
  choices: readonly (readonly [Choice, string])[];
  picked: Choice;
  onPick: (choice: Choice) => void;
}) {
  return (
    <fieldset className="plain-fieldset chips">
      <legend className="visually-hidden">{label}</legend>
      {choices.map(([choice, text]) => (
        <Chip.Button key={choice} aria-pressed={choice === picked} onClick={() => onPick(choice)}>
          {text}
        </Chip.Button>
      ))}
    </fieldset>
  );
}
