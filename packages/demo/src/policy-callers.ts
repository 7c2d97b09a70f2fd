import type { Principal } from '@civic-graph/policy';
import { personas } from './personas.ts';

/**
 * Callers that agencies' policy cases can name: the personas of the demo, and variants with some rights
 * missing.
 */
export const callers: Readonly<Record<string, Principal>> = {
  ...personas,
  'lin-low-assurance': { ...personas.lin, assurance: 'substantial' },
  'lin-no-purpose': { ...personas.lin, purpose: null, consentId: null, consents: [] },
};
