/** An access token and its claims, for display only: the gateway verifies it. */
export interface AccessToken {
  readonly value: string;
  readonly expiresAt: Date | null;
  readonly scopes: readonly string[];
  readonly consents: readonly string[];
  readonly purpose: string | null;
  readonly roles: readonly string[];
  readonly agency: string | null;
  readonly highAssurance: boolean;
}

/** Parses the claims of a JWT access token (RFC 9068); skips what is absent or malformed. */
export function readAccessToken(value: string): AccessToken {
  const claims = readClaims(value);
  const scope = text(claims.scope);
  const expiry = claims.exp;
  return {
    value,
    expiresAt: typeof expiry === 'number' ? new Date(expiry * 1000) : null,
    scopes: scope === null || scope === '' ? [] : scope.split(' '),
    consents: texts(claims.consent),
    purpose: text(claims.purpose),
    roles: texts(claims.roles),
    agency: text(claims.agency),
    highAssurance: text(claims.acr)?.endsWith(':high') ?? false,
  };
}

function readClaims(token: string): Record<string, unknown> {
  const payload = token.split('.')[1];
  if (payload === undefined) return {};
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}

export const text = (value: unknown) => (typeof value === 'string' ? value : null);

export const texts = (value: unknown) =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
