import type { OpenClaims, TokenView } from "../generated";
import { same } from "./samples";

export function tokenView(): TokenView {
  const now = Date.now();
  return {
    header: JSON.stringify({ kid: "maskinporten-1", alg: "RS256" }, null, 2),
    payload: JSON.stringify(
      {
        authorization_details: [
          {
            type: "urn:altinn:systemuser",
            systemuser_org: { authority: "iso6523-actorid-upis", ID: "0192:310702641" },
            systemuser_id: ["3f4d6f0e-5a55-4b68-9d0f-7c2b6c0a9911"],
            system_id: "991825827_smartregnskap",
          },
        ],
        scope: "skatteetaten:kravogbetalinger",
        iss: "https://test.maskinporten.no/",
        consumer: { authority: "iso6523-actorid-upis", ID: "0192:991825827" },
      },
      null,
      2,
    ),
    claims: [
      { path: "iss", value: "https://test.maskinporten.no/", meaning: "issuer" },
      { path: "consumer.ID", value: "0192:991825827", meaning: "consumer" },
      { path: "scope", value: "skatteetaten:kravogbetalinger", meaning: "scope" },
      {
        path: "authorization_details[0].systemuser_org.ID",
        value: "0192:310702641",
        meaning: "systemUserOwner",
      },
      {
        path: "authorization_details[0].systemuser_id",
        value: "3f4d6f0e-5a55-4b68-9d0f-7c2b6c0a9911",
        meaning: "systemUserId",
      },
      { path: "authorization_details[0].system_id", value: "991825827_smartregnskap", meaning: "system" },
      { path: "jti", value: "vkXYa4Q0n1", meaning: "tokenId" },
    ],
    issued: new Date(now).toISOString(),
    expires: new Date(now + 118_000).toISOString(),
  };
}

export function openClaims(): OpenClaims {
  return {
    partyOrg: "310702641",
    claims: [
      {
        id: "krav-1",
        group: "Merverdiavgift",
        description: { ...same("Merverdiavgift 4. termin 2026"), en: "VAT, 4th term 2026" },
        due: "2026-10-12",
        original: "48250.00",
        remaining: "48250.00",
      },
      {
        id: "krav-2",
        group: "Arbeidsgiveravgift",
        description: {
          ...same("Arbeidsgiveravgift 5. termin 2026"),
          en: "Employer's contribution, 5th term 2026",
        },
        due: "2026-12-15",
        original: "31120.50",
        remaining: "11120.50",
      },
    ],
    interest: "412.37",
    due: "48250.00",
    notDue: "11120.50",
    unplacedPayments: "1500.00",
    balance: "58282.87",
  };
}
