/** Which registered address a redirect fits, if any. */
export type RedirectFit = { kind: "fits"; address: string } | { kind: "none" } | { kind: "notAddress" };

/**
 * Compares everything before the question mark, as the register does (altinn-platform.md 3.2). It looks at what is
 * being typed, which the register has not seen yet.
 */
export function fittingRedirect(address: string, registered: readonly string[]): RedirectFit {
  const wanted = leftPart(address);
  if (wanted === undefined) return { kind: "notAddress" };
  const found = registered.find((each) => leftPart(each) === wanted);
  return found === undefined ? { kind: "none" } : { kind: "fits", address: found };
}

function leftPart(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
