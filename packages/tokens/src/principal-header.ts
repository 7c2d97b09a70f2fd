import { type Principal, principalSchema } from '@civic-graph/policy';

/**
 * Serialises the principal for the header `civic-principal`: base64url of its JSON. It always starts with
 * `eyJ`, so it is a Token of RFC 9651 and safe in any proxy.
 */
export function encodePrincipal(principal: Principal): string {
  let header = headers.get(principal);
  if (header === undefined) {
    header = Buffer.from(JSON.stringify(principal)).toString('base64url');
    headers.set(principal, header);
  }
  return header;
}

/**
 * Caches by object identity, so that two similar callers cannot be confused; `verify-access-token.ts` makes
 * one object per token.
 */
const headers = new WeakMap<Principal, string>();

/** `undefined` if the value is not a principal. */
export function decodePrincipal(value: string): Principal | undefined {
  try {
    return principalSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
