import { describe, expect, test } from "vitest";
import theme from "./theme/klarsignal.css?raw";

const colors = ["neutral", "accent", "vendor", "success", "warning", "danger", "info", "signal"];
const grounds = ["background-default", "background-tinted", "surface-default", "surface-tinted"];

describe.each(["light", "dark"])("the theme in the %s scheme", (scheme) => {
  const tokens = tokensOf(scheme);
  const token = (name: string) => tokens.get(`--ds-color-${name}`) ?? "";

  test.each(colors)("%s text can be read on every ground of its own and of neutral", (color) => {
    for (const text of ["text-default", "text-subtle"]) {
      for (const ground of grounds) {
        for (const under of [color, "neutral"]) {
          const ratio = contrast(token(`${color}-${text}`), token(`${under}-${ground}`));
          expect(ratio, `${color}-${text} on ${under}-${ground}`).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });

  test.each(colors)("%s words on a filled button can be read", (color) => {
    const ratio = contrast(token(`${color}-base-contrast-default`), token(`${color}-base-default`));
    expect(ratio).toBeGreaterThanOrEqual(4.5);
  });

  test.each(colors)("%s borders can be seen", (color) => {
    const ratio = contrast(token(`${color}-border-default`), token("neutral-background-default"));
    expect(ratio).toBeGreaterThanOrEqual(3);
  });
});

/** The colours of one scheme, as the theme writes them. */
function tokensOf(scheme: string): Map<string, string> {
  const start = theme.indexOf(`@layer ds.theme.color-scheme.${scheme}`);
  const block = theme.slice(start, theme.indexOf("}", start));
  return new Map(
    [...block.matchAll(/(--ds-color-[\w-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

/** WCAG 2.1's contrast ratio of two `#rrggbb` colours. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
