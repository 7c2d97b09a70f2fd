import { type AssuranceLevel, assuranceLevels } from '@civic-graph/policy';

/** `acr` values (OpenID Connect Core 2). */
export const acrOf: Readonly<Record<AssuranceLevel, string>> = {
  substantial: 'urn:civic-graph:assurance:substantial',
  high: 'urn:civic-graph:assurance:high',
};

export function assuranceOf(acr: string | undefined): AssuranceLevel | undefined {
  return assuranceLevels.find((level) => acrOf[level] === acr);
}
