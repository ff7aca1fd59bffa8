export const mail = {
  toCustomer:
    "Hei,\n\n{{system}} treng ein systemtilgang hos {{party}} for å verke. Den som kan gi fullmakt for verksemda, må godkjenne i Altinn:\n\n{{link}}\n\nSida viser nøyaktig kva {{system}} får gjere. Tilgangen kan fjernast når som helst.",
};
