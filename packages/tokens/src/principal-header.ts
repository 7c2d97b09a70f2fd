import { type Principal, principalSchema } from '@civic-graph/policy';

/**
 * The principal as the value of the header `civic-principal`: base64url of its JSON. JSON of an object starts
 * with `{"`, so the value starts with `eyJ` and is a Token of RFC 9651, safe in any proxy.
 */
export function encodePrincipal(principal: Principal): string {
  return Buffer.from(JSON.stringify(principal)).toString('base64url');
}

/** `undefined` where the value is not a principal. */
export function decodePrincipal(value: string): Principal | undefined {
  try {
    return principalSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
