export const COLOR_SCHEMES = ["auto", "light", "dark"] as const;
export type ColorScheme = (typeof COLOR_SCHEMES)[number];

const KEY = "klarsignal.colorScheme";

/** What the person chose, or the computer's own choice. */
export function storedColorScheme(): ColorScheme {
  const stored = localStorage.getItem(KEY);
  return COLOR_SCHEMES.find((scheme) => scheme === stored) ?? "auto";
}

export function applyColorScheme(scheme: ColorScheme): void {
  localStorage.setItem(KEY, scheme);
  document.documentElement.dataset.colorScheme = scheme;
}
