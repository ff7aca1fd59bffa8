export const age = {
  now: "nett no",
  minutes_one: "for {{count}} minutt sidan",
  minutes_other: "for {{count}} minutt sidan",
  hours_one: "for {{count}} time sidan",
  hours_other: "for {{count}} timar sidan",
  days_one: "for {{count}} dag sidan",
  days_other: "for {{count}} dagar sidan",
};
