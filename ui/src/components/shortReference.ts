/** The last five characters of an id, enough to tell two rows apart and to say over the telephone. */
export function shortReference(id: string): string {
  return `…${id.slice(-5)}`;
}
