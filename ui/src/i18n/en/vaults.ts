export const vaults = {
  title: "Where shall the keys be kept?",
  lead: "Private keys never leave the computer. Usually they are kept behind the operating system's keyring.",
  again: "Try the keyring again",
  passphrase: "Protect them with a passphrase",
  passphraseText:
    "The keys are encrypted on disk. You type the phrase each time the app starts. If you forget it, you have to make new keys.",
  passphraseField: "Passphrase",
  passphraseUse: "Use the passphrase",
  memory: "Keep them in memory only",
  memoryText: "The keys are gone when the app closes.",
  memoryUse: "Keep them in memory",
  unlockTitle: "Unlock the keys",
  unlockText: "The keys are protected by a passphrase.",
  unlock: "Unlock",
  kept: {
    keyring: "Keys: in the keyring",
    passphrase: "Keys: behind a passphrase",
    memory: "Keys: in memory only",
  },
};
