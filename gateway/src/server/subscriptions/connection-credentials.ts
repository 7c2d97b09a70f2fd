import { PublicError } from '@civic-graph/errors';

/** The credentials, by the names of HTTP headers. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly dpop?: string | undefined;
}

/** Names under which clients send credentials that are not supported here. */
const credentialName =
  /(^|[-_.])(auth|sid|ticket|key|pwd)([-_.]|$)|authheader|authori[sz]ation|authentication|token(?!i[sz])|jwt|bearer|credential|password|secret|(api|access)[-_]?key|cookie|session(?![-_]?id)/i;
/** Protects against cross-origin requests; it does not identify the caller. */
const originToken = /[cx]srf/i;
/** Under any name: a token with its scheme, or a JWT with or without a scheme. */
const credentialValue = /^\s*(bearer|dpop|basic)\s|^\s*(\w+\s+)?eyJ[\w-]+\.[\w-]+\./i;
/** Deeper than clients nest their payloads; deeper ones are refused unread. */
const maxDepth = 4;

/**
 * Reads `authorization` and `dpop` from `connection_init`, in any case, at the top or in `headers`; without
 * any, those of the upgrade request. Other credentials are refused, because their sender would silently get
 * public data.
 * @throws PublicError UNAUTHENTICATED
 */
export function credentialsIn(params: Readonly<Record<string, unknown>>, upgrade: Credentials): Credentials {
  const { headers, ...beside } = withLowerCaseNames(params);
  const all = [beside, ...(isRecord(headers) ? [withLowerCaseNames(headers)] : [])];
  const authorization = onlyText(all, 'authorization');
  const dpop = onlyText(all, 'dpop');
  const others = all.map(({ authorization: _, dpop: __, ...rest }) => rest);
  if (isRecord(headers) ? holdsCredential(others, 0) : holdsCredential([others, headers], 0))
    throw misplaced();
  return authorization === undefined ? upgrade : { authorization, dpop };
}

/** The close reason of a WebSocket, 123 bytes at most (RFC 6455, section 5.5). */
export const misplacedReason =
  'UNAUTHENTICATED: send the token as {"authorization": "Bearer <access token>"}';

export class MisplacedCredential extends PublicError {
  constructor() {
    super('UNAUTHENTICATED', misplacedReason);
  }
}

function misplaced(): PublicError {
  return new MisplacedCredential();
}

/** Null counts as absent: clients without a token send it. */
function onlyText(all: readonly Readonly<Record<string, unknown>>[], name: string): string | undefined {
  const given = new Set(
    all.map((each) => each[name]).filter((value) => value !== undefined && value !== null),
  );
  const [value] = given;
  if (given.size > 1 || (value !== undefined && typeof value !== 'string')) throw misplaced();
  return value;
}

function holdsCredential(value: unknown, depth: number): boolean {
  if (typeof value === 'string')
    return credentialValue.test(value) || holdsCredential(inJson(value), depth + 1);
  if (typeof value !== 'object' || value === null) return false;
  if (depth > maxDepth) return true;
  return Object.entries(value).some(
    ([name, inner]) =>
      holdsCredential(inner, depth + 1) ||
      (credentialName.test(name) &&
        !originToken.test(name) &&
        ![null, undefined, '', true, false].includes(inner as null)),
  );
}

/** Some clients send their headers as JSON within the JSON. */
function inJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws PublicError UNAUTHENTICATED if two names differ only in case */
function withLowerCaseNames(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner] as const);
  const named: ReadonlyMap<string, unknown> = new Map(entries);
  if (named.size < entries.length && (named.has('authorization') || named.has('dpop'))) throw misplaced();
  return Object.fromEntries(named);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
