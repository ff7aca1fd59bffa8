export const lists = {
  loading: "Henter …",
  stale: "Viser det som ble hentet {{time}}",
  more: "Vis flere",
  chooseRow: "Velg en rad i listen for å lese mer.",
};
