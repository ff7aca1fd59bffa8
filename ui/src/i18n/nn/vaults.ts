export const vaults = {
  title: "Kvar skal nøklane liggje?",
  lead: "Private nøklar forlèt aldri maskina. Vanlegvis ligg dei bak nøkkelringen i operativsystemet.",
  again: "Prøv nøkkelringen igjen",
  passphrase: "Vern dei med ei passordfrase",
  passphraseText:
    "Nøklane blir krypterte på disken. Du skriv frasa kvar gong appen startar. Gløymer du ho, må du lage nye nøklar.",
  passphraseField: "Passordfrase",
  passphraseUse: "Bruk passordfrasa",
  memory: "Hald dei berre i minnet",
  memoryText: "Nøklane er borte når appen blir lukka.",
  memoryUse: "Hald dei i minnet",
  unlockTitle: "Lås opp nøklane",
  unlockText: "Nøklane ligg bak ei passordfrase.",
  unlock: "Lås opp",
  kept: {
    keyring: "Nøklar: i nøkkelringen",
    passphrase: "Nøklar: bak passordfrase",
    memory: "Nøklar: berre i minnet",
  },
};
