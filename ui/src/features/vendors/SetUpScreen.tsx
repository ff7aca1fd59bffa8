import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Vendor } from "../../bridge";
import { Facts } from "../../components/Facts";
import { JsonPane } from "../../components/JsonPane";
import { OrgNumber } from "../../components/OrgNumber";
import { Page } from "../../components/Page";
import { prettyJson } from "../../components/prettyJson";
import { VendorForm } from "./VendorForm";

/** Who the vendor is, and the key its systems sign with. */
export function SetUpScreen({ vendor }: { vendor: Vendor | null }) {
  const { t } = useTranslation();
  return (
    <Page title={t("vendors.title")} lead={t("vendors.lead")}>
      {vendor ? <ReadyVendor vendor={vendor} /> : <VendorForm />}
    </Page>
  );
}

function ReadyVendor({ vendor }: { vendor: Vendor }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="minor">{t("vendors.ready")}</h2>
      <Facts
        rows={[
          [
            t("requests.receipt.party"),
            <span key="vendor">
              {vendor.name} <OrgNumber value={vendor.orgNumber} />
            </span>,
          ],
          [t("vendors.clientId"), <code key="client">{vendor.clientId}</code>],
        ]}
      />
      {vendor.publicKey && (
        <>
          <p className="quiet">{t("vendors.publicKeyText")}</p>
          <JsonPane
            title={t("vendors.publicKey")}
            text={prettyJson(vendor.publicKey)}
            copyLabel={t("vendors.copyKey")}
          />
        </>
      )}
      <p>
        <Link to="/vendor/systems">{t("vendors.toSystems")}</Link>
      </p>
      <details>
        <summary>{t("vendors.change")}</summary>
        <VendorForm />
      </details>
    </>
  );
}
