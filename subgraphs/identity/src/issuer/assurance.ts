import { type AssuranceLevel, assuranceLevels } from '@civic-graph/policy';
import { acrOf } from '@civic-graph/tokens';

export function assuranceOf(acr: string | undefined): AssuranceLevel | undefined {
  return assuranceLevels.find((level) => acrOf[level] === acr);
}

/**
 * The level that a request asks for at least: `acr_values` is a list of which any will do. `null` where it
 * asks for none; the levels of others are not known here, and none of ours (RFC 9470, section 5).
 */
export function requestedAssurance(acrValues: unknown): AssuranceLevel | 'unknown' | null {
  if (typeof acrValues !== 'string' || acrValues === '') return null;
  const accepted = new Set(acrValues.split(' ').map(assuranceOf));
  return assuranceLevels.find((level) => accepted.has(level)) ?? 'unknown';
}

export function isAtLeast(level: AssuranceLevel, needed: AssuranceLevel): boolean {
  return assuranceLevels.indexOf(level) >= assuranceLevels.indexOf(needed);
}
