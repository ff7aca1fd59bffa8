import { describe, expect, test } from "vitest";
import { en } from "./en";
import { nb } from "./nb";
import { nn } from "./nn";

const sources = import.meta.glob<string>(
  ["../**/*.{ts,tsx}", "!./**", "!../**/*.test.*", "!../bridge/fake/**"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);
const code = Object.values(sources).join("\n");

describe("the words", () => {
  test.each([
    ["nn", nn],
    ["en", en],
  ])("%s has the same keys as bokmål, no fewer and no more", (_, language) => {
    expect(keys(language)).toEqual(keys(nb));
  });

  test.each([
    ["nn", nn],
    ["en", en],
  ])("%s fills in the same values as bokmål", (_, language) => {
    const translated = new Map(entries(language));
    const differing = entries(nb).filter(([key, text]) => slots(text) !== slots(translated.get(key) ?? ""));
    expect(differing).toEqual([]);
  });

  test("every key is used", () => {
    const used = (key: string) => code.includes(`"${key}"`) || code.includes(`nb.${key}`);
    const unused = keys(nb).filter((key) => !used(key.replace(/_(one|other)$/, "")));
    expect(unused).toEqual([]);
  });

  test.each([
    ["nb", nb],
    ["nn", nn],
    ["en", en],
  ])("%s keeps to the list of terms", (_, language) => {
    const banned = entries(language).filter(([, text]) => /bedrift|aktør|avgiver/i.test(text));
    expect(banned).toEqual([]);
  });

  test("nynorsk has no bokmål words in it", () => {
    const bokmaal =
      /\b(ikke|hva|hvem|hvilke[nt]?|hvor|hvordan|noen|noe|fra seg|jeg|dere|gjøre|gjør|være|kun|dette er ikke|tilgjengelig|forespørsel\w*|virksomhet\w*|systemtilganger|allerede|fortsatt|også|bare|eller ikke|mangler|ingen ting|uten|skal ikke|etter hvert|hvis|kreves|brukes|sendes|finnes|vises|lagres|hentes|slettes)\b/i;
    const leaks = entries(nn).filter(([, text]) => bokmaal.test(text));
    expect(leaks).toEqual([]);
  });
});

type Tree = { readonly [key: string]: string | Tree };

function entries(tree: Tree, path: readonly string[] = []): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[[...path, key].join("."), value]] : entries(value, [...path, key]),
  );
}

function keys(tree: Tree): string[] {
  return entries(tree)
    .map(([key]) => key)
    .sort();
}

function slots(text: string): string {
  return (text.match(/{{\w+}}/g) ?? []).sort().join(" ");
}
