import { PublicError } from '@civic-graph/errors';
import { type AnyOfAllOf, type Principal, parsePolicyName, whoMayUse } from '@civic-graph/policy';
import { acrOf } from '@civic-graph/tokens';
import type { Refusal } from './access.ts';
import { missingConsent } from './missing-consent.ts';

/**
 * The error beside a denied field: which rule failed and how to satisfy it.
 * @param path response keys and list positions; `null` if the whole operation is refused
 * @param consentUrl the issuer: where a citizen gives consent
 */
export function refusalError(
  coordinate: string,
  refusal: Refusal,
  path: readonly (string | number)[] | null,
  { consentUrl, principal }: { readonly consentUrl: string; readonly principal: Principal },
): PublicError {
  const remedy = remedyFor(refusal, consentUrl);
  if (refusal.rule === 'switchedOff') {
    const { rule, missing, notice, agency, since } = refusal;
    return new PublicError('SWITCHED_OFF', `${coordinate} is switched off: ${notice}`, {
      ...(path && { path: [...path] }),
      extensions: { coordinate, rule, missing, remedy, notice, agency, since },
    });
  }
  const consent = missingConsent(refusal, principal, consentUrl);
  return new PublicError('UNAUTHORIZED_FIELD_OR_TYPE', `Not authorized to access ${coordinate}: ${remedy}`, {
    ...(path && { path: [...path] }),
    extensions: {
      coordinate,
      rule: refusal.rule,
      missing: refusal.missing,
      remedy,
      ...(consent && { consent }),
      ...(isStepUp(refusal) && { stepUp: stepUpChallenge }),
    },
  });
}

/**
 * Content of `WWW-Authenticate` in RFC 9470, with its names and values; it is in the field's error, because
 * the other fields are served (decision 0016).
 */
const stepUpChallenge = {
  error: 'insufficient_user_authentication',
  acr_values: acrOf.high,
} as const;

/** Whether only a higher assurance level is missing. */
function isStepUp({ rule, missing }: Refusal): boolean {
  return (
    rule === 'policy' &&
    missing.some((all) => all.length > 0 && all.every((name) => parsePolicyName(name)?.kind === 'assurance'))
  );
}

/** How to get access, in words. */
export function remedyFor(refusal: Refusal, consentUrl: string): string {
  const { missing } = refusal;
  switch (refusal.rule) {
    case 'switchedOff':
      return `retry later. ${refusal.notice}`;
    case 'authenticated':
      return 'send an access token as Authorization: Bearer.';
    case 'requiresScopes':
      return `send a token with the scope ${alternatives(missing, (scope) => scope)}. The app must be approved for it, and for a citizen’s data the citizen must have consented to it (see ${consentUrl}).`;
    case 'policy': {
      const { words, others } = whoMayUse(missing);
      const other = alternatives(others, (name) => policyRemedy(name, consentUrl));
      return `${[words, other].filter(Boolean).join(', or ')}.`;
    }
  }
}

function alternatives(missing: AnyOfAllOf, words: (atom: string) => string): string {
  return missing.map((all) => all.map(words).join(' and ')).join(', or ');
}

function policyRemedy(name: string, consentUrl: string): string {
  const policy = parsePolicyName(name);
  switch (policy?.kind) {
    case 'consent':
      return `the citizen’s consent to ${policy.scope} is needed for this purpose, at an app that is approved for it (see ${consentUrl})`;
    case 'assurance':
      return `the person must be identified at the high assurance level (sign in again with acr_values=${acrOf.high})`;
    default:
      return whoMayUse([[name]]).words ?? 'no caller may use it';
  }
}
