export const vendors = {
  title: "Oppsett",
  lead: "Hvem du er som leverandør, og nøkkelen systemene dine bruker hos Maskinporten.",
  start: "Ny her? Begynn med et forslag.",
  use: "Bruk {{name}}",
  orgNumber: "Organisasjonsnummer",
  clientId: "Klient-ID hos Maskinporten",
  clientIdHint: "Står i Samarbeidsportalen når klienten er laget.",
  save: "Lag nøkkel og lagre",
  ready: "Leverandøren er satt opp",
  publicKey: "Offentlig nøkkel (JWK)",
  publicKeyText:
    "Registrer denne på klienten i Maskinporten. Den private halvdelen blir på maskinen. I Demo er den alt registrert.",
  copyKey: "Kopier nøkkelen",
  change: "Bytt leverandør eller klient",
  toSystems: "Gå til systemene",
};
