/** Who can choose a key: what of a principal tells it from others. */
export type KeyOwner = { readonly clientId: string } & (
  | { readonly kind: 'app' }
  | { readonly kind: 'citizen'; readonly citizenKey: string }
  | { readonly kind: 'operator' | 'admin'; readonly subject: string }
);

/** In rows from before callers were told apart. */
export const anyCaller = '';

/** Who chose a key, within the app. A citizen goes by the internal key: the subject differs between apps. */
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
