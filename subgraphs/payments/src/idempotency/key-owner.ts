/** Identity of a caller that chooses keys. */
export type KeyOwner = { readonly clientId: string } & (
  | { readonly kind: 'app' }
  | { readonly kind: 'citizen'; readonly citizenKey: string }
  | { readonly kind: 'operator' | 'admin'; readonly subject: string }
);

/** Owner in rows of earlier versions, which did not distinguish callers. */
export const anyCaller = '';

/**
 * Owner of a key within the app. A citizen is identified by the internal key, because the subject differs per
 * app.
 */
export function callerOf(owner: KeyOwner): string {
  switch (owner.kind) {
    case 'app':
      return 'app';
    case 'citizen':
      return `citizen ${owner.citizenKey}`;
    case 'operator':
    case 'admin':
      return `official ${owner.subject}`;
  }
}
