import type { Change } from '../changelog/change.ts';
import type { AccessChange, Problem } from '../check/check-report.ts';
import type { StoredCheck } from '../check/find-checks.ts';
import type { RolloutRow, SubgraphRow } from '../database/database.ts';
import type { PublishedRelease } from '../release/find-releases.ts';
import type { CoordinateUse } from '../usage/usage-store.ts';

/* Parents of the resolvers, by type; `npm run codegen` reads the names. */

export type SubgraphModel = SubgraphRow;
export type SchemaVersionModel = PublishedRelease;
export interface SupergraphVersionModel {
  readonly version: string;
  readonly composed_at: Date;
}
export type RolloutModel = RolloutRow;
export type SchemaCheckModel = StoredCheck;
export type SchemaProblemModel = Problem;
export type AccessChangeModel = AccessChange;
/** A change with its rollout, `null` where a check has found it, and its place in the list. */
export type ChangeModel = Change & { readonly rollout: string | null; readonly number: number };
export type FieldUsageModel = CoordinateUse;
export type ErrorUsageModel = CoordinateUse['errors'][number];
