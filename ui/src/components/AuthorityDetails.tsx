import { Tag } from "@digdir/designsystemet-react";
import { ChevronDownIcon, FileTextIcon, PackageIcon } from "@navikt/aksel-icons";
import { useTranslation } from "react-i18next";
import type { Authority } from "../bridge";
import { CopyButton } from "./CopyButton";
import { Facts } from "./Facts";
import { LocalizedText } from "./LocalizedText";
import { levelOf } from "./levelOf";

/** One authority: plain words on top, exact names one press below. */
export function AuthorityDetails({ authority, open = false }: { authority: Authority; open?: boolean }) {
  const { t } = useTranslation();
  const level = levelOf(authority, t);
  const Icon = authority.kind === "package" ? PackageIcon : FileTextIcon;
  return (
    <details className="authority" open={open}>
      <summary>
        <Icon aria-hidden />
        <span>
          <b>
            <LocalizedText of={authority.name} />
          </b>
          <span className="quiet small">
            {authority.owner ? (
              <LocalizedText of={authority.owner} />
            ) : (
              authority.kind === "package" && t("requests.authority.packageOwner")
            )}
          </span>
        </span>
        {level && <Tag data-color="neutral">{level}</Tag>}
        <ChevronDownIcon className="chevron" aria-hidden />
      </summary>
      <div className="authority-more">
        <p>
          <LocalizedText of={authority.description} />
        </p>
        {authority.services.length > 0 && <ContainedServices authority={authority} />}
        <Facts
          rows={[
            [t("requests.authority.technical"), <code key="id">{authority.id}</code>],
            ...(authority.actions.length > 0
              ? [[t("requests.authority.actions"), authority.actions.join(", ")] as const]
              : []),
          ]}
        />
        <CopyButton text={authority.id} label={t("words.copy")} />
      </div>
    </details>
  );
}

function ContainedServices({ authority }: { authority: Authority }) {
  const { t } = useTranslation();
  return (
    <div>
      <h4 className="small">{t("requests.authority.contains")}</h4>
      <ul>
        {authority.services.map((service) => (
          <li key={service.id}>
            <LocalizedText of={service.name} />
            {service.owner && (
              <span className="quiet">
                {" · "}
                <LocalizedText of={service.owner} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
