import type { Kysely, Selectable } from 'kysely';
import type { RegistryTables } from './tables.ts';

/** A pool or a transaction on it. */
export type Db = Kysely<RegistryTables>;

export type SubgraphRow = Selectable<RegistryTables['subgraph']>;
export type ReleaseRow = Selectable<RegistryTables['subgraph_release']>;
export type SupergraphRow = Selectable<RegistryTables['supergraph_version']>;
export type RolloutRow = Selectable<RegistryTables['rollout']>;
export type ContractRevisionRow = Selectable<RegistryTables['contract_revision']>;
export type ChangeRow = Selectable<RegistryTables['change']>;
export type ChangeWebhookRow = Selectable<RegistryTables['change_webhook']>;
export type ChangeMessageRow = Selectable<RegistryTables['change_message']>;
export type GatewayHealthRow = Selectable<RegistryTables['gateway_health']>;
export type ProposalCommentRow = Selectable<RegistryTables['proposal_comment']>;
