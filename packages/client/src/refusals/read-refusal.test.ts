import { errorTable } from '@civic-graph/errors';
import { expect, it } from 'vitest';
import { kindOfCode } from './kinds.ts';
import { readRefusal } from './read-refusal.ts';

/** Mistakes of the caller or faults of the platform, about which a citizen can do nothing. */
const failed = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'DPOP_PROOF_INVALID',
  'ERRORS_TRUNCATED',
  'CONFIRMATION_REFUSED',
  'CONFIRMATION_REQUIRED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'IDEMPOTENCY_KEY_REUSED',
  'INTERNAL_SERVER_ERROR',
  'NOT_FOUND',
  'OPERATION_LIMIT_EXCEEDED',
  'OPERATION_RESOLUTION_FAILURE',
  'PAYLOAD_TOO_LARGE',
  'PLAN_FAILED',
  'PRIVACY_BUDGET_EXHAUSTED',
  'PROVIDER_NOTIFICATION_MISMATCH',
  'PROVIDER_NOTIFICATION_REFUSED',
  'RELEASE_WITHDRAWN',
  'SIGNATURE_EXPIRED',
  'SIGNATURE_INVALID',
  'SIGNATURE_REPLAYED',
  'SIGNATURE_REQUIRED',
  'SUBGRAPH_RESPONSE_TOO_LARGE',
];

it('every public error code has its kind', () => {
  const byDenial = ['UNAUTHORIZED_FIELD_OR_TYPE'];
  expect([...Object.keys(kindOfCode), ...failed, ...byDenial].sort()).toEqual(Object.keys(errorTable).sort());
});

const denied = (extensions: object) =>
  readRefusal({
    message: 'm',
    path: ['me'],
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', ...extensions },
  });
const stepUp = { error: 'insufficient_user_authentication', acr_values: 'high' };
const consent = { scopes: ['a'], purpose: 'p', url: 'https://issuer.example/auth?scope=a' };

it('asks for the smallest step that opens a field', () => {
  expect(denied({ stepUp, consent })).toMatchObject({ kind: 'step-up-needed', acrValues: 'high' });
  expect(denied({ consent })).toMatchObject({ kind: 'consent-needed', ...consent });
  expect(denied({ rule: 'authenticated' }).kind).toBe('sign-in-needed');
  expect(denied({ rule: 'policy', remedy: 'officials' })).toMatchObject({
    kind: 'hidden',
    remedy: 'officials',
  });
});

it.each([[{}], [{ stepUp: null, consent: [] }], [{ stepUp: { acr_values: 1 }, consent: { url: {} } }]])(
  'treats a field with malformed extensions, %j, as hidden',
  (extensions) => expect(denied(extensions).kind).toBe('hidden'),
);

it('takes the time to wait from the error, or else from the answer', () => {
  const limited = (extensions: object, header: string | null) =>
    readRefusal({ message: '', extensions: { code: 'RATE_LIMITED', ...extensions } }, header);
  expect(limited({ retryAfter: 3 }, '9')).toMatchObject({ retryAfterSeconds: 3 });
  expect(limited({}, '9')).toMatchObject({ retryAfterSeconds: 9 });
  expect(limited({}, 'Wed, 21 Oct 2026 07:28:00 GMT')).toMatchObject({ retryAfterSeconds: null });
  const again = readRefusal({
    message: '',
    extensions: { code: 'IDEMPOTENCY_KEY_IN_PROGRESS', retryAfterSeconds: 2 },
  });
  expect(again).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 2 });
});

it('an error without a code is a failure', () => {
  expect(readRefusal({ message: 'what' })).toEqual({
    kind: 'failed',
    code: 'INTERNAL_SERVER_ERROR',
    message: 'what',
    path: null,
    coordinate: null,
    extensions: {},
  });
});
