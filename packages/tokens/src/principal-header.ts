import { type Principal, principalSchema } from '@civic-graph/policy';

/**
 * The principal as the value of the header `civic-principal`: base64url of its JSON. JSON of an object starts
 * with `{"`, so the value starts with `eyJ` and is a Token of RFC 9651, safe in any proxy.
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
 * One token's principal is one object (`verify-access-token.ts`), and is signed for each of its calls. By
 * identity, so that no caller can be taken for another one that looks alike, and gone with the object.
 */
const headers = new WeakMap<Principal, string>();

/** `undefined` where the value is not a principal. */
export function decodePrincipal(value: string): Principal | undefined {
  try {
    return principalSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
