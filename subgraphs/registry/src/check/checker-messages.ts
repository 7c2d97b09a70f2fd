import type { SubgraphRelease } from '@civic-graph/releases';
import type { ContractFilter } from '@civic-graph/supergraph/contracts';
import type { Changelog } from '../changelog/change.ts';
import type { FilteredSchema } from '../contract/contract-content.ts';
import type { BrokenOperation, OperationsToValidate } from './broken-operations.ts';
import type { CheckInput, CheckResult } from './check-release.ts';

export type CheckQuestion =
  | ({ readonly kind: 'check' } & CheckInput)
  | { readonly kind: 'compose'; readonly releases: readonly SubgraphRelease[] }
  | { readonly kind: 'compare'; readonly before: string; readonly after: string }
  | { readonly kind: 'filter'; readonly sdl: string; readonly filter: ContractFilter }
  | ({ readonly kind: 'validate' } & OperationsToValidate);

export type CheckAnswer =
  | { readonly kind: 'checked'; readonly result: CheckResult }
  | { readonly kind: 'compared'; readonly result: Changelog }
  | { readonly kind: 'filtered'; readonly result: FilteredSchema }
  | { readonly kind: 'validated'; readonly result: readonly BrokenOperation[] }
  | { readonly kind: 'failed'; readonly reason: string };
