import type { Refusal } from './refusal.ts';

/** Kinds by error code. UNAUTHORIZED_FIELD_OR_TYPE depends on its extensions; the rest are `failed`. */
export const kindOfCode: Readonly<Record<string, Refusal['kind']>> = {
  UNAUTHENTICATED: 'sign-in-needed',
  TOKEN_REVOKED: 'sign-in-needed',
  SWITCHED_OFF: 'switched-off',
  OPERATION_NOT_SAFELISTED: 'not-safelisted',
  // Reaches the caller only with `hash-only`.
  PERSISTED_QUERY_NOT_FOUND: 'not-safelisted',
  FORBIDDEN: 'hidden',

  RATE_LIMITED: 'rate-limited',
  DATA_SUBJECT_QUOTA_EXCEEDED: 'rate-limited',
  TOO_MANY_SUBSCRIPTIONS: 'rate-limited',

  ACCESS_NOT_RECORDED: 'unavailable',
  CONTRACT_UNAVAILABLE: 'unavailable',
  DATABASE_RESTORED: 'unavailable',
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
