/**
 * Format of a signed call from the gateway to a subgraph (RFC 9421). The URL of such a call has no query;
 * pulls from the registry have one, which they cover too.
 */
export const signatureProfile = {
  label: 'civic',
  tag: 'civic-graph',
  /** The order is part of the signature base. */
  components: ['@method', '@path', 'content-digest', 'civic-principal', 'civic-request-id'],
  queryComponent: '@query',
  parameters: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
  lifetimeSeconds: 60,
  /** Allowed clock skew of the gateway ahead of the subgraph. */
  futureSeconds: 5,
} as const;

/** Characters that are safe in a log and in a header. */
export const requestIdFormat = /^[\w.:-]{1,128}$/;
