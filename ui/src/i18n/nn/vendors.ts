export const vendors = {
  title: "Oppsett",
  lead: "Kven du er som leverandør, og nøkkelen systema dine brukar hos Maskinporten.",
  start: "Ny her? Byrj med eit forslag.",
  use: "Bruk {{name}}",
  orgNumber: "Organisasjonsnummer",
  clientId: "Klient-ID hos Maskinporten",
  clientIdHint: "Står i Samarbeidsportalen når klienten er laga.",
  save: "Lag nøkkel og lagre",
  ready: "Leverandøren er sett opp",
  publicKey: "Offentleg nøkkel (JWK)",
  publicKeyText:
    "Registrer denne på klienten i Maskinporten. Den private halvdelen blir på maskina. I Demo er han alt registrert.",
  copyKey: "Kopier nøkkelen",
  change: "Byt leverandør eller klient",
  toSystems: "Gå til systema",
};
