/** An organisation number: in threes for the eye, digit by digit for the ear. */
export function OrgNumber({ value }: { value: string }) {
  return (
    <span className="numeric">
      <span aria-hidden="true">{value.replace(/(\d{3})(?=\d)/g, "$1 ")}</span>
      <span className="visually-hidden">{value.split("").join(" ")}</span>
    </span>
  );
}
