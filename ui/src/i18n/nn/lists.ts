export const lists = {
  loading: "Hentar …",
  stale: "Viser det som vart henta {{time}}",
  more: "Vis fleire",
  chooseRow: "Vel ei rad i lista for å lese meir.",
};
