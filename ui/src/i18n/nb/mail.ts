export const mail = {
  toCustomer:
    "Hei,\n\n{{system}} trenger en systemtilgang hos {{party}} for å virke. Den som kan gi fullmakt for virksomheten, må godkjenne i Altinn:\n\n{{link}}\n\nSiden viser nøyaktig hva {{system}} får gjøre. Tilgangen kan fjernes når som helst.",
};
