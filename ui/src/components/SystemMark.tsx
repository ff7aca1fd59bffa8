/** Two letters standing for a system; decoration beside its name. */
export function SystemMark({ name }: { name: string }) {
  return (
    <div className="system-mark" aria-hidden="true">
      {initials(name)}
    </div>
  );
}

function initials(name: string): string {
  const capitals = name.match(/\p{Lu}/gu) ?? [];
  const letters = capitals.length > 1 ? capitals : Array.from(name.toUpperCase());
  return letters.slice(0, 2).join("");
}
