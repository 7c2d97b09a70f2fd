import type { CheckResult } from './check-release.ts';

/** What the checker process answers to a `CheckInput`. */
export type CheckAnswer =
  | { readonly kind: 'checked'; readonly result: CheckResult }
  | { readonly kind: 'failed'; readonly reason: string };
