export const drafts = {
  restored: "Det du skreiv sist, er henta fram. Byrjar du på nytt, blir det borte.",
  startOver: "Byrj på nytt",
  startedOver: "Du har byrja på nytt.",
};
