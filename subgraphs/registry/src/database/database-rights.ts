import type { OwnedDatabase, ServiceRights } from '@civic-graph/subgraph-kit';

const added = ['INSERT'] as const;
const overwritten = ['INSERT', 'UPDATE', 'DELETE'] as const;

/** Rights of the service's role on each table besides reading. Published data cannot be altered. */
export const registryRights: ServiceRights = {
  subgraph: added,
  subgraph_release: added,
  supergraph_version: added,
  supergraph_release: added,
  rollout: added,
  contract_revision: added,
  contract_schema: added,
  signing_key: added,
  schema_check: added,
  publish_request: added,
  publish_completion: added,
  subgraph_secret: added,
  changelog: added,
  change: added,
  proposal: added,
  proposal_attempt: added,
  proposal_comment: added,
  proposal_decision: added,
  change_webhook: ['INSERT', 'UPDATE (subgraphs, fields, disabled_at, removed_at)'],
  change_message: [
    'INSERT',
    'UPDATE (next_attempt_at, delivered_at, failures, attempts, last_status, last_problem)',
  ],
  gateway_health: overwritten,
  gateway_traffic: overwritten,
  kysely_migration: [],
  kysely_migration_lock: [],
};

export const registryDatabase: OwnedDatabase = {
  agency: 'registry',
  migrations: new URL('../../migrations/', import.meta.url),
  rights: registryRights,
};
