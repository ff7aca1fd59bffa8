export const vendors = {
  title: "Set-up",
  lead: "Who you are as vendor, and the key your systems use with Maskinporten.",
  start: "New here? Begin with a suggestion.",
  use: "Use {{name}}",
  orgNumber: "Organisation number",
  clientId: "Client id at Maskinporten",
  clientIdHint: "Shown in Samarbeidsportalen once the client is made.",
  save: "Make a key and save",
  ready: "The vendor is set up",
  publicKey: "Public key (JWK)",
  publicKeyText:
    "Register this on the client in Maskinporten. The private half stays on the computer. In the demo it is already registered.",
  copyKey: "Copy the key",
  change: "Change vendor or client",
  toSystems: "Go to the systems",
};
