import type { AccessChange, Problem } from '../check/check-report.ts';
import type { StoredCheck } from '../check/find-checks.ts';
import type {
  ChangeMessageRow,
  ChangeWebhookRow,
  ContractRevisionRow,
  GatewayHealthRow,
  ProposalCommentRow,
  RolloutRow,
  SubgraphRow,
} from '../database/database.ts';
import type { Decision, StoredProposal } from '../proposal/find-proposals.ts';
import type { PublishedRelease } from '../release/find-releases.ts';
import type { AppUse, CoordinateUse } from '../usage/usage-store.ts';

/* Parents of the resolvers, by type; `npm run codegen` reads the names. */

export type SubgraphModel = SubgraphRow;
export type SchemaVersionModel = PublishedRelease;
export interface SupergraphVersionModel {
  readonly version: string;
  readonly composed_at: Date;
}
export type RolloutModel = RolloutRow;
/** With what the rollout assigns to the gateways of its canary. */
export type GatewayHealthModel = GatewayHealthRow & { readonly canary: string };
export type SchemaCheckModel = StoredCheck;
export type SchemaProblemModel = Problem;
export type AccessChangeModel = AccessChange;
export type FieldUsageModel = CoordinateUse;
export type OperationUsageModel = AppUse;
export interface AppRegistrationModel {
  readonly clientId: string;
}
export type ErrorUsageModel = CoordinateUse['errors'][number];
export type ChangeWebhookModel = ChangeWebhookRow;
export type ChangeDeliveryModel = ChangeMessageRow;
export type { ListedChange as ChangeModel } from '../changelog/change-row.ts';
/** Its latest revision. */
export type ContractModel = ContractRevisionRow;
export type ContractRevisionModel = ContractRevisionRow;
export type ProposalModel = StoredProposal;
export type ProposalCheckModel = StoredCheck;
export type ProposalDecisionModel = Decision;
export type ProposalCommentModel = ProposalCommentRow;
