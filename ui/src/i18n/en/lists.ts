export const lists = {
  loading: "Loading …",
  stale: "Showing what was fetched at {{time}}",
  more: "Show more",
  chooseRow: "Choose a row in the list to read more.",
};
