import type { AssuranceLevel } from '@civic-graph/policy';

/**
 * `acr` of each assurance level (OpenID Connect Core, section 2): in tokens, in `acr_values`, in a step-up
 * challenge.
 */
export const acrOf = {
  substantial: 'urn:civic-graph:assurance:substantial',
  high: 'urn:civic-graph:assurance:high',
} as const satisfies Record<AssuranceLevel, string>;
