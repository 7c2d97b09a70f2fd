import type { Principal } from '@civic-graph/policy';
import { personas } from './personas.ts';

/**
 * Whom the agencies' cases can name: the personas of the demonstration, and those whose rights fall between
 * theirs.
 */
export const callers: Readonly<Record<string, Principal>> = {
  ...personas,
  'lin-low-assurance': { ...personas.lin, assurance: 'substantial' },
  'lin-no-purpose': { ...personas.lin, purpose: null, consentId: null, consents: [] },
};
