import { NavLink } from "react-router";
import type { SentRequest } from "../../bridge";
import { Age } from "../../components/Age";
import { OrgNumber } from "../../components/OrgNumber";
import { RequestStatusTag } from "../../components/RequestStatusTag";

export function SentRequestItem({ sent }: { sent: SentRequest }) {
  const { request } = sent;
  return (
    <NavLink to={`/vendor/requests/${request.id}?system=${request.systemId}`}>
      <span className="row-top">
        <RequestStatusTag status={request.status} timedOut={sent.timedOut} />
        <Age since={request.created} />
      </span>
      <span className="row-title">{sent.partyName ?? request.partyOrg}</span>
      <span className="row-foot">
        <OrgNumber value={request.partyOrg} />
        <span>{request.externalRef}</span>
      </span>
    </NavLink>
  );
}
