export const sessions = {
  title: "Sign in as leader",
  lead: "You sign in with ID-porten in your own browser. The app never sees your password.",
  demoNote: "In the demo you choose an invented person. Nothing here is real.",
  realNote:
    "Outside the demo the app prepares and explains. The approval itself happens on Altinn's own pages.",
  here: "Here you can",
  hereAnswer: "Answer requests from vendors, and know before you press whether you can approve.",
  hereSee: "See which systems can act for the organisation, and remove those you do not want.",
  hereKeep: "Keep the receipt for what you decide.",
  toVendor: "Are you a vendor? Go to the vendor surface",
  signIn: "Sign in",
  failed: "The sign-in was not completed",
  waiting: "Waiting for your browser",
  waitingText: "Finish the sign-in there, and the app continues by itself.",
  address: "Did the browser not open? Copy the address:",
  copyAddress: "Copy the address",
  signOut: "Sign out",
  signedInAs: "Signed in as {{person}}",
  noParties: "You cannot act for any organisation",
  noPartiesText:
    "System access is given by organisations. Ask the managing director to give you a role in Altinn.",
};
