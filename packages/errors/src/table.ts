/**
 * Every error code that leaves the platform, in one place. Codes are stable: clients switch on them, tests
 * match them, `docs/reference/errors.md` is generated from them. `status` is the HTTP status where the code
 * ends the whole request; a code that stands beside data in a GraphQL answer travels with 200.
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
      'The access token is genuine, but what it rests on is gone: the consent was narrowed or withdrawn, the sign-in was ended, or the app was suspended.',
    remedy:
      'Refresh the token: the new one carries what is still allowed. Where that fails, the citizen has to sign in again.',
  },
  DPOP_PROOF_INVALID: {
    status: 401,
    meaning:
      'The access token is bound to a key of the app (RFC 9449), and the request does not prove that its sender holds it.',
    remedy:
      'Send the token as Authorization: DPoP, with a header DPoP made for this request: method, address and hash of the token, signed with the key, never sent before.',
  },
  PERSONAL_DATA_WITHHELD: {
    status: 503,
    meaning:
      'This gateway cannot learn at present which consents have been withdrawn, so it gives out nothing but public data.',
    remedy: 'Try again later, or ask for public fields alone.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    status: 403,
    meaning: 'The caller may not read this field. The rest of the answer is unaffected.',
    remedy:
      'extensions.rule names the rule that failed and extensions.remedy how to satisfy it. Where the citizen’s consent would, and the app is approved for those scopes, extensions.consent names them, the purpose and the URL at which the app asks for it; the app adds redirect_uri, state and its PKCE challenge to that URL.',
  },
  SWITCHED_OFF: {
    status: 503,
    meaning:
      'The agency, or the platform, has switched this field off for now, for every caller or for this app. The rest of the answer is unaffected.',
    remedy:
      'extensions.notice says why. Query.switches lists what is switched off; leave the field out, or ask again later.',
  },
  OPERATION_NOT_SAFELISTED: {
    status: 403,
    meaning:
      'This app is held to the operations that it was approved for, and this is none of them. White space, comments, the order of fragments and a plain __typename do not count; everything else does, so values belong in variables.',
    remedy:
      'Query.appRegistration shows the app’s developer its operations. Send one of them as it was handed in, or hand this one in by draftAccess and submitAccess; it runs once the agencies have agreed.',
  },
  SAFELIST_UNAVAILABLE: {
    status: 503,
    meaning:
      'This app is held to the operations that it was approved for, and this gateway cannot learn at present which these are.',
    remedy: 'Try again later. Public data can be read without a token.',
  },
  FORBIDDEN: {
    status: 403,
    meaning: 'The subgraph refuses this caller for this object.',
    remedy:
      'Ask only for objects that belong to the caller, or with the role that the owning agency requires.',
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
    remedy: 'The message names the argument and the accepted values; correct it and send again.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    meaning: 'The document is not GraphQL.',
    remedy: 'Correct the syntax at the given location.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    meaning: 'The document does not fit the schema.',
    remedy:
      'Correct the named field, argument or variable; the console shows the schema that is open to who is asking.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning: 'The document holds several operations and operationName names none of them.',
    remedy: 'Send operationName.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 200,
    meaning:
      'The gateway has no persisted query with this hash (automatic persisted queries). A client that accepts only application/graphql-response+json gets status 404 instead.',
    remedy: 'Send the request again with the query beside its hash.',
  },
  OPERATION_LIMIT_EXCEEDED: {
    status: 400,
    meaning: 'The operation is larger than this gateway allows.',
    remedy: 'The message gives the limit and the number found; split the operation.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    meaning: 'The request body is larger than this server accepts.',
    remedy: 'Send a smaller body.',
  },
  NOT_FOUND: {
    status: 404,
    meaning: 'There is nothing at this path.',
    remedy: 'The endpoint is /graphql.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    meaning: 'This idempotency key was used before, with another request.',
    remedy: 'Repeat a request with exactly the same input, or choose a new key for a new one.',
  },
  IDEMPOTENCY_KEY_IN_PROGRESS: {
    status: 409,
    meaning: 'A request with this idempotency key, or one about the same notice, is still being worked on.',
    remedy: 'Send the same request again after extensions.retryAfterSeconds, a second where it is missing.',
  },
  PAYMENT_PROVIDER_UNAVAILABLE: {
    status: 503,
    meaning: 'The payment provider did not answer, so it is not known yet whether it has opened the payment.',
    remedy: 'Send the same request again with the same idempotency key; it goes on where it stopped.',
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
      'The notification is genuine but does not fit: no such payment, another amount, or an event id used twice.',
    remedy: 'It is recorded for the operator; a repetition gives the same answer.',
  },
  PLAN_FAILED: {
    status: 500,
    meaning: 'The gateway could not plan this operation over its subgraphs.',
    remedy: 'Report the time and the operation’s name to the operator; the composition has to be mended.',
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 502,
    meaning: 'The agency that owns this field cannot be reached. Other agencies’ data is intact.',
    remedy: 'Try again later.',
  },
  SUBGRAPH_TIMEOUT: {
    status: 504,
    meaning: 'The agency that owns this field did not answer within the deadline.',
    remedy:
      'Try again later; a mutation may have taken effect: send it again only with the same idempotency key.',
  },
  SUBGRAPH_RESPONSE_INVALID: {
    status: 502,
    meaning: 'The agency that owns this field answered with something that is not a GraphQL response.',
    remedy: 'Try again later; the operator is told.',
  },
  SUBGRAPH_RESPONSE_TOO_LARGE: {
    status: 502,
    meaning: 'The answer of the agency that owns this field is larger than the gateway accepts.',
    remedy: 'Ask for fewer items at once.',
  },
  ERRORS_TRUNCATED: {
    status: 200,
    meaning: 'More errors occurred than an answer carries; the rest is left out.',
    remedy: 'Mend the errors that are listed, then ask again.',
  },
  TOO_MANY_SUBSCRIPTIONS: {
    status: 429,
    meaning:
      'This caller, this connection or this gateway has as many subscriptions, or WebSockets, open as it may.',
    remedy: 'End those that are not needed; otherwise try again later.',
  },
  SUBSCRIPTION_INTERRUPTED: {
    status: 503,
    meaning:
      'The gateway ends the subscription, and nothing is wrong with it: the gateway is being stopped, its schema has changed, or something that it asks for was switched off or on.',
    remedy: 'Subscribe again at once; the first event tells how things stand.',
  },
  SUBSCRIBER_TOO_SLOW: {
    status: 408,
    meaning:
      'The subscriber does not take in its events as fast as they come, and too many are waiting for it.',
    remedy: 'Subscribe again, ask for fewer fields, or read faster.',
  },
  SIGNATURE_REQUIRED: {
    status: 401,
    meaning: 'A subgraph answers only calls signed by the gateway (RFC 9421).',
    remedy: 'Send the operation to the gateway.',
  },
  SIGNATURE_INVALID: {
    status: 401,
    meaning: 'The signature does not cover this request, or its key, audience or digest is wrong.',
    remedy: 'Check that gateway and subgraph hold the same secret.',
  },
  SIGNATURE_EXPIRED: {
    status: 401,
    meaning: 'The signature is older than 60 seconds or from the future.',
    remedy: 'Synchronise the clocks of gateway and subgraph.',
  },
  SIGNATURE_REPLAYED: {
    status: 401,
    meaning: 'This signed mutation was received before.',
    remedy: 'Sign each call anew.',
  },
  RATE_LIMITED: {
    status: 429,
    meaning:
      'The caller has used up a quota: of the app, of one person in it, or of an address without a token (IPv6: of a /64, or of all of a /48 together).',
    remedy:
      'Wait for as long as Retry-After and extensions.retryAfter say. The headers RateLimit-Policy and RateLimit tell the quotas and what is left of them, graphql-cost what an operation takes; ask for less at once, or keep answers. A document that was not seen before costs 40 points a kilobyte: send values as variables, not in the document.',
  },
  DATA_SUBJECT_QUOTA_EXCEEDED: {
    status: 429,
    meaning: 'The app has asked for the guarded data of as many people today as it may in one day (UTC).',
    remedy:
      'Go on with the people of today, and with others after the time in Retry-After. Ask the platform for a larger quota where the service needs it.',
  },
  OVERLOADED: {
    status: 503,
    meaning:
      'The gateway, or an agency’s service, has more to do than it can do in time, and takes on nothing more for a moment.',
    remedy:
      'Try again after the time in Retry-After or extensions.retryAfter; a mutation with the same idempotency key.',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    meaning: 'A service cannot reach its database. Data of other agencies is not affected.',
    remedy:
      'Retry after the time in Retry-After or extensions.retryAfter. If extensions.outcome is UNKNOWN, the mutation may have taken effect: send it again with the same idempotency key, and it takes effect only once.',
  },
  NOT_READY: {
    status: 503,
    meaning: 'The server is starting or stopping, or something that it depends on is down.',
    remedy: 'Try again after the time in Retry-After.',
  },
  ACCESS_NOT_RECORDED: {
    status: 503,
    meaning:
      'Reading personal data is recorded before it is delivered, and the record could not be written. Public data is unaffected.',
    remedy:
      'Try again later; a mutation may have taken effect: send it again only with the same idempotency key.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    meaning: 'Something broke on our side. Details are in the operator’s log, never in the answer.',
    remedy: 'Report the time and the operation’s name to the operator.',
  },
} as const satisfies Record<string, ErrorEntry>;

interface ErrorEntry {
  readonly status: number;
  readonly meaning: string;
  readonly remedy: string;
}

export type ErrorCode = keyof typeof errorTable;

/** Whether `value` is a code of the table, and so may be shown to a client. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorTable, value);
}
