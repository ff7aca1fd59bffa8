/** Every word typed is found somewhere in the texts. */
export function matches(words: string, texts: readonly (string | null)[]): boolean {
  const haystack = texts.join(" ").toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
