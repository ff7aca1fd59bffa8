import { useState } from "react";
import type { RegisteredSystem, TokenWish } from "../../bridge";
import { Diagnosis } from "./Diagnosis";
import { isComplete } from "./isComplete";
import { ServiceCall } from "./ServiceCall";
import { TokenCard } from "./TokenCard";
import { useFetchToken } from "./useTokens";
import { WishForm } from "./WishForm";

/** What the workshop begins with, as its address says. */
export interface Beginning {
  system: string;
  party: string;
  reference: string;
}

const CLAIMS_SCOPE = "skatteetaten:kravogbetalinger";

/** One wish, and everything that can be done with it. */
export function Workshop({
  systems,
  beginning,
}: {
  systems: readonly RegisteredSystem[];
  beginning: Beginning;
}) {
  const [wish, setWish] = useState<TokenWish>(() => ({
    systemId: beginning.system,
    partyOrg: beginning.party,
    externalRef: beginning.reference || null,
    scopes: [CLAIMS_SCOPE],
  }));
  const fetched = useFetchToken();
  const change = (next: TokenWish) => {
    setWish(next);
    fetched.reset();
  };
  const complete = isComplete(wish);
  return (
    <>
      <WishForm
        systems={systems}
        wish={wish}
        pending={fetched.isPending}
        failure={fetched.error?.failure}
        onChange={change}
        onFetch={() => fetched.mutate(wish)}
      />
      {fetched.data && <TokenCard view={fetched.data} />}
      {complete && <ServiceCall key={`call ${JSON.stringify(wish)}`} wish={wish} />}
      {complete && <Diagnosis key={`why ${JSON.stringify(wish)}`} wish={wish} />}
    </>
  );
}
