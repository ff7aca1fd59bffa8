import { AnsweredQuery } from "../../components/AnsweredQuery";
import { usePartyId } from "../../components/usePartyId";
import { DecisionBar } from "./DecisionBar";
import { RequestStory } from "./RequestStory";
import { useRequestSheet } from "./useRequests";
import { WrongParty } from "./WrongParty";

/** L2: who asks, for whom, what it may do, and the two answers. */
export function DecisionSheet({ id }: { id: string }) {
  const party = usePartyId();
  const sheet = useRequestSheet(id);
  return (
    <AnsweredQuery query={sheet}>
      {(data) =>
        data.party.id === party ? (
          <>
            <div className="scroll">
              <RequestStory sheet={data} />
            </div>
            <DecisionBar sheet={data} />
          </>
        ) : (
          <WrongParty sheet={data} />
        )
      }
    </AnsweredQuery>
  );
}
