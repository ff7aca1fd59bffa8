import type { nb } from "./nb";

type Words<Shape> = { [Key in keyof Shape]: Shape[Key] extends string ? string : Words<Shape[Key]> };

/** The shape every language has: bokmål's, with any words in it. */
export type Messages = Words<typeof nb>;
