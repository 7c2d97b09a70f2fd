/**
 * Parsed policy names of `@policy`. A schema with any other name is rejected, because an unknown policy
 * cannot be enforced.
 *
 * | name | holds when |
 * |---|---|
 * | `consent:<scope>` | a citizen consented to this scope for the calling app, and the token names a purpose
 * |
 * | `assurance:high` | the person was identified at the high level |
 * | `role:<role>` | an operator, admin or developer has the role |
 * | `agency:<id>` | the caller is an operator of this agency |
 * | `agency` | the caller is an operator of any agency, also of one that joins later |
 * | `owner` | the object is about the calling citizen, or belongs to the calling operator's agency or the
 * calling developer |
 */
export type PolicyName =
  | { readonly kind: 'consent'; readonly scope: string }
  | { readonly kind: 'assurance'; readonly level: 'high' }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'agency'; readonly agency: string }
  | { readonly kind: 'any-agency' }
  | { readonly kind: 'owner' };

const word = /^[a-z][a-z0-9:_-]*$/;

/** Returns `undefined` for an unknown name. */
export function parsePolicyName(name: string): PolicyName | undefined {
  if (name === 'owner') return { kind: 'owner' };
  if (name === 'agency') return { kind: 'any-agency' };
  if (name === 'assurance:high') return { kind: 'assurance', level: 'high' };
  const colon = name.indexOf(':');
  const value = name.slice(colon + 1);
  if (colon < 1 || !word.test(value)) return undefined;
  switch (name.slice(0, colon)) {
    case 'consent':
      return { kind: 'consent', scope: value };
    case 'role':
      return { kind: 'role', role: value };
    case 'agency':
      return { kind: 'agency', agency: value };
    default:
      return undefined;
  }
}
