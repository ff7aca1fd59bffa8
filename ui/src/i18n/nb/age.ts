export const age = {
  now: "nå nettopp",
  minutes_one: "for {{count}} minutt siden",
  minutes_other: "for {{count}} minutter siden",
  hours_one: "for {{count}} time siden",
  hours_other: "for {{count}} timer siden",
  days_one: "for {{count}} dag siden",
  days_other: "for {{count}} dager siden",
};
