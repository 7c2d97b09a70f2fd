import type { SubgraphRelease } from '@civic-graph/releases';
import type { CheckInput, CheckResult } from './check-release.ts';

export type CheckQuestion =
  | ({ readonly kind: 'check' } & CheckInput)
  | { readonly kind: 'compose'; readonly releases: readonly SubgraphRelease[] };

export type CheckAnswer =
  | { readonly kind: 'checked'; readonly result: CheckResult }
  | { readonly kind: 'failed'; readonly reason: string };
