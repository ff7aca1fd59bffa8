import type { TFunction } from "i18next";
import type { EnvironmentName } from "../bridge";

export function environmentWords(environment: EnvironmentName, t: TFunction): string {
  switch (environment) {
    case "local":
      return t("frame.environment.local");
    case "tt02":
      return t("frame.environment.tt02");
    case "production":
      return t("frame.environment.production");
  }
}
