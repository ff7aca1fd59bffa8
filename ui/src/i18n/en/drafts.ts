export const drafts = {
  restored: "What you wrote last is back. Starting over discards it.",
  startOver: "Start over",
  startedOver: "You have started over.",
};
