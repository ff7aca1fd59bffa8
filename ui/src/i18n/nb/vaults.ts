export const vaults = {
  title: "Hvor skal nøklene ligge?",
  lead: "Private nøkler forlater aldri maskinen. Vanligvis ligger de bak nøkkelringen i operativsystemet.",
  again: "Prøv nøkkelringen igjen",
  passphrase: "Beskytt dem med en passordfrase",
  passphraseText:
    "Nøklene blir kryptert på disken. Du skriver frasen hver gang appen starter. Glemmer du den, må du lage nye nøkler.",
  passphraseField: "Passordfrase",
  passphraseUse: "Bruk passordfrasen",
  memory: "Hold dem bare i minnet",
  memoryText: "Nøklene er borte når appen lukkes.",
  memoryUse: "Hold dem i minnet",
  unlockTitle: "Lås opp nøklene",
  unlockText: "Nøklene ligger bak en passordfrase.",
  unlock: "Lås opp",
  kept: {
    keyring: "Nøkler: i nøkkelringen",
    passphrase: "Nøkler: bak passordfrase",
    memory: "Nøkler: bare i minnet",
  },
};
