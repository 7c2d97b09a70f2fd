import { type AssuranceLevel, assuranceLevels } from '@civic-graph/policy';
import { acrOf } from '@civic-graph/tokens';

export function assuranceOf(acr: string | undefined): AssuranceLevel | undefined {
  return assuranceLevels.find((level) => acrOf[level] === acr);
}

/**
 * Minimum level of a request: any of its `acr_values` suffices. `null` if it asks for none, or only for
 * unknown ones (RFC 9470, section 5).
 */
export function requestedAssurance(acrValues: unknown): AssuranceLevel | 'unknown' | null {
  if (typeof acrValues !== 'string' || acrValues === '') return null;
  const accepted = new Set(acrValues.split(' ').map(assuranceOf));
  return assuranceLevels.find((level) => accepted.has(level)) ?? 'unknown';
}

export function isAtLeast(level: AssuranceLevel, needed: AssuranceLevel): boolean {
  return assuranceLevels.indexOf(level) >= assuranceLevels.indexOf(needed);
}
