import type { ContractRevisionRow, RolloutRow } from '../database/database.ts';

export type ContractRefusalReason =
  | 'input-invalid'
  | 'name-taken'
  | 'unknown-contract'
  | 'too-many'
  | 'nothing-published'
  | 'canary-in-force'
  | 'contract-empty'
  | 'contract-invalid';

/** Nothing was changed. */
export interface ContractRefused {
  readonly kind: 'refused';
  readonly reason: ContractRefusalReason;
  /** What is wrong, and what to do. */
  readonly message: string;
}

export type ContractOutcome =
  | {
      readonly kind: 'changed';
      readonly revision: ContractRevisionRow;
      readonly rollout: RolloutRow;
      readonly changed: boolean;
    }
  /** The schema is being computed; repeat the call. */
  | { readonly kind: 'running' }
  | ContractRefused;

export function refuseContract(reason: ContractRefusalReason, message: string): ContractRefused {
  return { kind: 'refused', reason, message };
}
