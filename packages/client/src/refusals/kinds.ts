import type { Refusal } from './refusal.ts';

/** Kinds that a code alone decides. A code that is not here is `failed`, or in `read-refusal.ts`. */
export const kindOfCode: Readonly<Record<string, Refusal['kind']>> = {
  UNAUTHENTICATED: 'sign-in-needed',
  TOKEN_REVOKED: 'sign-in-needed',
  SWITCHED_OFF: 'switched-off',
  OPERATION_NOT_SAFELISTED: 'not-safelisted',
  // Only where the text is not sent as well.
  PERSISTED_QUERY_NOT_FOUND: 'not-safelisted',
  FORBIDDEN: 'hidden',

  RATE_LIMITED: 'rate-limited',
  DATA_SUBJECT_QUOTA_EXCEEDED: 'rate-limited',
  TOO_MANY_SUBSCRIPTIONS: 'rate-limited',

  ACCESS_NOT_RECORDED: 'unavailable',
  IDEMPOTENCY_KEY_IN_PROGRESS: 'unavailable',
  NOT_READY: 'unavailable',
  OVERLOADED: 'unavailable',
  PAYMENT_PROVIDER_UNAVAILABLE: 'unavailable',
  PERSONAL_DATA_WITHHELD: 'unavailable',
  SAFELIST_UNAVAILABLE: 'unavailable',
  SERVICE_UNAVAILABLE: 'unavailable',
  SUBGRAPH_RESPONSE_INVALID: 'unavailable',
  SUBGRAPH_TIMEOUT: 'unavailable',
  SUBGRAPH_UNAVAILABLE: 'unavailable',
  SUBSCRIBER_TOO_SLOW: 'unavailable',
  SUBSCRIPTION_INTERRUPTED: 'unavailable',
  SUPERGRAPH_CHANGED: 'unavailable',
};
