export const mail = {
  toCustomer:
    "Hello,\n\n{{system}} needs a system access at {{party}} to work. Someone who can give power of attorney for the organisation has to approve in Altinn:\n\n{{link}}\n\nThe page shows exactly what {{system}} may do. The access can be removed at any time.",
};
