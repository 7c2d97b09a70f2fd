import type { ApprovalNeed } from '../check/check-report.ts';
import type { StoredCheck } from '../check/find-checks.ts';
import type { RolloutRow } from '../database/database.ts';

export type RefusalReason =
  | 'input-invalid'
  | 'not-your-subgraph'
  | 'check-failed'
  | 'not-waiting'
  | 'superseded'
  | 'own-request'
  | 'admin-needed'
  | 'official-needed'
  | 'unknown-version';

/** Nothing was published. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** What is wrong, and what to do. */
  readonly message: string;
  readonly check: StoredCheck | null;
}

export type ReleaseOutcome =
  | {
      readonly kind: 'published';
      /** Version of the release. */
      readonly version: string;
      readonly rollout: RolloutRow;
      readonly changed: boolean;
    }
  | {
      readonly kind: 'awaits-approval';
      readonly needs: readonly ApprovalNeed[];
      readonly check: StoredCheck;
    }
  /** The check is running; repeat the call. */
  | { readonly kind: 'running' }
  | Refused;

export function refused(reason: RefusalReason, message: string, check: StoredCheck | null = null): Refused {
  return { kind: 'refused', reason, message, check };
}
