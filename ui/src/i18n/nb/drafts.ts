export const drafts = {
  restored: "Det du skrev sist, er hentet fram. Begynner du på nytt, blir det borte.",
  startOver: "Begynn på nytt",
  startedOver: "Du har begynt på nytt.",
};
