import { isRecord } from '../is-record.ts';
import { kindOfCode } from './kinds.ts';
import type { Refusal } from './refusal.ts';

/** An error of a GraphQL response. */
export interface GraphQLErrorLike {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** @param retryAfter header `Retry-After` of the response */
export function readRefusal(error: GraphQLErrorLike, retryAfter: string | null = null): Refusal {
  const extensions = error.extensions ?? {};
  const code = textOf(extensions.code) ?? 'INTERNAL_SERVER_ERROR';
  const about = {
    code,
    message: error.message,
    path: error.path ?? null,
    coordinate: textOf(extensions.coordinate),
    extensions,
  };
  const kind = code === 'UNAUTHORIZED_FIELD_OR_TYPE' ? kindOfDenial(extensions) : kindOfCode[code];
  switch (kind) {
    case 'consent-needed':
      return { ...about, kind, ...consentIn(extensions.consent) };
    case 'step-up-needed':
      return { ...about, kind, acrValues: acrValuesIn(extensions.stepUp) };
    case 'switched-off':
      return {
        ...about,
        kind,
        notice: textOf(extensions.notice) ?? error.message,
        agency: textOf(extensions.agency),
        since: textOf(extensions.since),
      };
    case 'rate-limited':
      return {
        ...about,
        kind,
        quota: textOf(extensions.quota),
        retryAfterSeconds: secondsIn(extensions, retryAfter),
      };
    case 'unavailable':
      return { ...about, kind, retryAfterSeconds: secondsIn(extensions, retryAfter) };
    case 'hidden':
      return { ...about, kind, remedy: textOf(extensions.remedy) };
    case 'sign-in-needed':
    case 'not-safelisted':
      return { ...about, kind };
    default:
      return { ...about, kind: 'failed' };
  }
}

/** Prefers a step-up, which asks less of the citizen than a consent. */
function kindOfDenial({ stepUp, consent, rule }: Readonly<Record<string, unknown>>): Refusal['kind'] {
  if (acrValuesIn(stepUp) !== '') return 'step-up-needed';
  if (consentIn(consent).url !== '') return 'consent-needed';
  return rule === 'authenticated' ? 'sign-in-needed' : 'hidden';
}

function consentIn(consent: unknown): { scopes: readonly string[]; purpose: string; url: string } {
  const { scopes, purpose, url } = isRecord(consent) ? consent : {};
  return {
    scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
    purpose: textOf(purpose) ?? '',
    url: textOf(url) ?? '',
  };
}

function acrValuesIn(stepUp: unknown): string {
  return (isRecord(stepUp) && textOf(stepUp.acr_values)) || '';
}

function secondsIn(
  { retryAfter, retryAfterSeconds }: Readonly<Record<string, unknown>>,
  header: string | null,
): number | null {
  for (const seconds of [retryAfter, retryAfterSeconds]) if (typeof seconds === 'number') return seconds;
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
