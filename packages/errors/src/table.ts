/**
 * All public error codes. Codes are stable: clients and tests match them, and `docs/reference/errors.md` is
 * generated from this table. `status` is the HTTP status of a rejected request; an error beside data is sent
 * with 200.
 */
export const errorTable = {
  UNAUTHENTICATED: {
    status: 401,
    meaning: 'The access token is missing, malformed, expired, or not meant for this gateway.',
    remedy:
      'Obtain a new access token from the issuer for the audience of this gateway and send it as Authorization: Bearer.',
  },
  TOKEN_REVOKED: {
    status: 401,
    meaning:
      'The access token is genuine but no longer valid: the consent was narrowed or withdrawn, the sign-in ended, or the app was suspended.',
    remedy:
      'Refresh the token: the new one carries what is still allowed. If that fails, ask the citizen to sign in again.',
  },
  DPOP_PROOF_INVALID: {
    status: 401,
    meaning:
      'The access token is bound to a key of the app (RFC 9449), and the request does not prove possession of that key.',
    remedy:
      'Send the token as Authorization: DPoP, with a new DPoP proof for this request: method, URL and hash of the token, signed with the key.',
  },
  PERSONAL_DATA_WITHHELD: {
    status: 503,
    meaning:
      'This gateway cannot check at present which consents are withdrawn, so it returns only public data.',
    remedy: 'Retry later, or request only public fields.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    status: 403,
    meaning: 'The caller may not read this field. The rest of the response is unaffected.',
    remedy:
      'extensions.rule names the rule that failed and extensions.remedy how to satisfy it. If consent would satisfy it and the app is approved for the scopes, extensions.consent holds the scopes, the purpose and the authorization URL; add redirect_uri, state and the PKCE challenge to that URL.',
  },
  SWITCHED_OFF: {
    status: 503,
    meaning:
      'The agency or the platform has switched this field off, for every caller or for this app. The rest of the response is unaffected.',
    remedy:
      'extensions.notice says why. Query.switches lists the fields that are off. Remove the field from the operation, or retry later.',
  },
  OPERATION_NOT_SAFELISTED: {
    status: 403,
    meaning:
      'This app may run only its approved operations, and this operation is not one of them. White space, comments, the order of fragments and a plain __typename do not count; everything else does, so values belong in variables.',
    remedy:
      'Query.appRegistration shows the app’s developer the approved operations. Send one of them as submitted, or submit this one with draftAccess and submitAccess; it runs once the agencies have approved it.',
  },
  SAFELIST_UNAVAILABLE: {
    status: 503,
    meaning:
      'This app may run only its approved operations, and this gateway cannot load the list at present.',
    remedy: 'Retry later. Public data can be read without a token.',
  },
  CONFIRMATION_REQUIRED: {
    status: 428,
    meaning:
      'A mutation that an agent calls as an MCP tool takes effect only after a person has agreed to this call. Nothing was changed.',
    remedy:
      'Show the person the tool and its arguments. If the person agrees, repeat the call with the code in extensions.confirmation as the argument that it names. If there is no code, the client itself asks the person: repeat the call.',
  },
  CONFIRMATION_REFUSED: {
    status: 403,
    meaning:
      'The person has declined the call, or the confirmation code is expired, used, or for another call or caller. Nothing was changed.',
    remedy: 'Repeat the call without a code only if the person still wants it.',
  },
  FORBIDDEN: {
    status: 403,
    meaning: 'The subgraph refuses this caller for this object.',
    remedy:
      'Request only objects that belong to the caller, or use a token with the role that the owning agency requires.',
  },
  BAD_REQUEST: {
    status: 400,
    meaning: 'The HTTP request is not a well-formed GraphQL request.',
    remedy:
      'Send POST /graphql with content-type application/json and a body {"query", "variables", "operationName"}.',
  },
  BAD_USER_INPUT: {
    status: 400,
    meaning: 'An argument or variable has a value that the field does not accept.',
    remedy: 'Fix the argument that the message names, and retry.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    meaning: 'The document is not valid GraphQL.',
    remedy: 'Fix the syntax error at the given location.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    meaning: 'The document does not match the schema.',
    remedy:
      'Fix the field, argument or variable that the message names. The explorer shows the schema that the caller may use.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning: 'The document contains several operations, and operationName selects none of them.',
    remedy: 'Set operationName to the name of one operation.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 200,
    meaning:
      'The gateway has no persisted query with this hash (automatic persisted queries). A client that accepts only application/graphql-response+json gets status 404 instead.',
    remedy: 'Retry with both the query and its hash.',
  },
  OPERATION_LIMIT_EXCEEDED: {
    status: 400,
    meaning: 'The operation is larger than this gateway allows.',
    remedy: 'Split the operation. The message gives the limit and the number found.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    meaning: 'The request body is larger than this server accepts.',
    remedy: 'Send a smaller body.',
  },
  NOT_FOUND: {
    status: 404,
    meaning: 'The path does not exist.',
    remedy: 'Send GraphQL requests to /graphql.',
  },
  SUPERGRAPH_CHANGED: {
    status: 409,
    meaning:
      'Other agencies published, more than once, while this release was being checked. Nothing was published.',
    remedy: 'Repeat the same publish.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    meaning: 'This idempotency key was used before with a different request.',
    remedy: 'Retry with exactly the same input, or use a new key for a new request.',
  },
  IDEMPOTENCY_KEY_IN_PROGRESS: {
    status: 409,
    meaning: 'A request with this idempotency key, or for the same notice, is still in progress.',
    remedy:
      'Retry the same request after extensions.retryAfterSeconds, or after one second if it is missing.',
  },
  PAYMENT_PROVIDER_UNAVAILABLE: {
    status: 503,
    meaning: 'The payment provider did not respond, so it is unknown whether the payment was opened.',
    remedy: 'Retry the same request with the same idempotency key; it resumes where it stopped.',
  },
  PROVIDER_NOTIFICATION_REFUSED: {
    status: 401,
    meaning:
      'The notification is not signed by the payment provider, was altered, or is older than 300 seconds.',
    remedy: 'Sign the exact bytes of the body with the shared secret and a current timestamp.',
  },
  PROVIDER_NOTIFICATION_MISMATCH: {
    status: 422,
    meaning:
      'The notification is genuine but does not match: unknown payment, different amount, or reused event id.',
    remedy: 'Do not retry: the result stays the same. The notification is recorded for the operator.',
  },
  PLAN_FAILED: {
    status: 500,
    meaning: 'The gateway could not build a query plan for this operation.',
    remedy: 'Report the time and the operation’s name to the operator, who has to fix the composition.',
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 502,
    meaning: 'The agency that owns this field cannot be reached. Data of other agencies is unaffected.',
    remedy: 'Retry later.',
  },
  SUBGRAPH_TIMEOUT: {
    status: 504,
    meaning: 'The agency that owns this field did not respond before the deadline.',
    remedy: 'Retry later. A mutation may have taken effect: retry it only with the same idempotency key.',
  },
  SUBGRAPH_RESPONSE_INVALID: {
    status: 502,
    meaning: 'The agency that owns this field did not send a valid GraphQL response.',
    remedy: 'Retry later. The failure is reported to the operator.',
  },
  SUBGRAPH_RESPONSE_TOO_LARGE: {
    status: 502,
    meaning: 'The response of the agency that owns this field is larger than the gateway accepts.',
    remedy: 'Request fewer items at once.',
  },
  ERRORS_TRUNCATED: {
    status: 200,
    meaning: 'More errors occurred than a response lists; the rest are omitted.',
    remedy: 'Fix the reported errors and retry.',
  },
  TOO_MANY_SUBSCRIPTIONS: {
    status: 429,
    meaning:
      'This caller, this connection or this gateway has reached its limit of open subscriptions or WebSockets.',
    remedy: 'Close subscriptions that are not needed, or retry later.',
  },
  SUBSCRIPTION_INTERRUPTED: {
    status: 503,
    meaning:
      'The gateway ended a valid subscription: the gateway is stopping, its schema changed, or a field of the subscription was switched off or on.',
    remedy: 'Subscribe again immediately; the first event carries the current state.',
  },
  SUBSCRIBER_TOO_SLOW: {
    status: 408,
    meaning: 'The subscriber reads events more slowly than they arrive, and too many are queued for it.',
    remedy: 'Subscribe again, and request fewer fields or read faster.',
  },
  SIGNATURE_REQUIRED: {
    status: 401,
    meaning: 'A subgraph accepts only calls signed by the gateway (RFC 9421).',
    remedy: 'Send the operation to the gateway.',
  },
  SIGNATURE_INVALID: {
    status: 401,
    meaning: 'The signature does not cover this request, or its key, audience or digest is wrong.',
    remedy: 'Check that gateway and subgraph are configured with the same secret.',
  },
  SIGNATURE_EXPIRED: {
    status: 401,
    meaning: 'The signature is older than 60 seconds or dated in the future.',
    remedy: 'Synchronise the clocks of the gateway and the subgraph.',
  },
  SIGNATURE_REPLAYED: {
    status: 401,
    meaning: 'This signed mutation was received before.',
    remedy: 'Create a new signature for each call.',
  },
  RATE_LIMITED: {
    status: 429,
    meaning:
      'A rate limit is exceeded: of the app, of one person in it, or of an address without a token (IPv6: per /64, and per /48 in total).',
    remedy:
      'Retry after the time in Retry-After or extensions.retryAfter. The headers RateLimit-Policy and RateLimit show the quotas and what remains, graphql-cost the cost of the operation. Request less at once, or cache responses. A new document costs 40 points per kilobyte: send values as variables, not in the document.',
  },
  DATA_SUBJECT_QUOTA_EXCEEDED: {
    status: 429,
    meaning: 'The app has reached its daily limit (UTC) of people whose guarded data it may request.',
    remedy:
      'People already requested today stay available; request others after the time in Retry-After. Apply to the platform for a larger quota if the service needs it.',
  },
  OVERLOADED: {
    status: 503,
    meaning: 'The gateway or an agency’s service is overloaded and rejects new requests for a short time.',
    remedy:
      'Retry after the time in Retry-After or extensions.retryAfter; retry a mutation with the same idempotency key.',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    meaning: 'A service cannot reach its database. Data of other agencies is unaffected.',
    remedy:
      'Retry after the time in Retry-After or extensions.retryAfter. If extensions.outcome is UNKNOWN, the mutation may have taken effect: retry it with the same idempotency key, and it takes effect only once.',
  },
  DATABASE_RESTORED: {
    status: 503,
    meaning:
      'The database of a service was restored from a backup, and its operator has not finished the restore yet. Nothing was read or changed.',
    remedy:
      'Retry later. Operators: run npx civic restore check, then npx civic restore finish, and start the service again.',
  },
  NOT_READY: {
    status: 503,
    meaning: 'The server is starting or stopping, or one of its dependencies is down.',
    remedy: 'Retry after the time in Retry-After.',
  },
  CONTRACT_UNAVAILABLE: {
    status: 503,
    meaning:
      'The contract exists, but its tags leave no valid schema of the supergraph that is served, or the registry has not computed it yet. /graphql is unaffected.',
    remedy:
      'Retry in a minute. If the error persists, ask the platform’s admin: Contract.problem says what is missing.',
  },
  PRIVACY_BUDGET_EXHAUSTED: {
    status: 403,
    meaning:
      'The privacy budget of this app, or of all apps together, does not suffice for this table. Nothing was spent.',
    remedy:
      'Query.privacyBudget shows what is left. Ask with a smaller epsilon, repeat an earlier question, which costs nothing, or ask the agency for a larger budget.',
  },
  RELEASE_WITHDRAWN: {
    status: 410,
    meaning:
      'The owner of this data set has withdrawn the release that the operation reads. The message says when and why.',
    remedy:
      'Read the current release, or an earlier one with asOf; Dataflow.releases lists them with their withdrawals.',
  },
  ACCESS_NOT_RECORDED: {
    status: 503,
    meaning:
      'Access to personal data must be recorded before delivery, and the record could not be written. Public data is unaffected.',
    remedy: 'Retry later. A mutation may have taken effect: retry it only with the same idempotency key.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    meaning: 'An internal error occurred. Details are in the operator’s log, never in the response.',
    remedy: 'Report the time and the operation’s name to the operator.',
  },
} as const satisfies Record<string, { status: number; meaning: string; remedy: string }>;
