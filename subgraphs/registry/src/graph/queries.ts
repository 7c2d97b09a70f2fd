import { holds } from '@civic-graph/policy';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { changeOf } from '../changelog/change-row.ts';
import { listChanges } from '../changelog/list-changes.ts';
import { findCheck, waitingChecks } from '../check/find-checks.ts';
import type { Db } from '../database/database.ts';
import { officialOf } from '../publish/official.ts';
import { listSubgraphs } from '../release/find-releases.ts';
import { listRollouts, listSupergraphs } from '../rollout/list-rollouts.ts';
import { changeWebhooks } from './change-webhooks.ts';
import { changePosition, positionOf, storable } from './changelog.ts';
import type { RegistryContext } from './context.ts';
import { namePosition, numberPosition, supergraphPosition } from './positions.ts';
import { proposalQueries } from './proposals.ts';
import type { QueryResolvers } from './resolver-types.ts';
import { resources } from './resources.ts';

export function queries(db: Db): QueryResolvers<RegistryContext> {
  return {
    async subgraphs(_root, args) {
      const page = parseConnectionArguments(args);
      const rows = await listSubgraphs(db, page.first, namePosition(page.after));
      return connectionFromPage(rows, page, ({ name }) => [name]);
    },
    subgraph: (_root, { name }, { loaders }) => loaders.subgraphs.load(name),
    async supergraphVersions(_root, args) {
      const page = parseConnectionArguments(args);
      const rows = await listSupergraphs(db, page.first + 1, supergraphPosition(page.after));
      return connectionFromPage(rows, page, ({ composed_at, version }) => [
        composed_at.toISOString(),
        version,
      ]);
    },
    async rollouts(_root, args) {
      const page = parseConnectionArguments(args);
      const rows = await listRollouts(db, page.first + 1, numberPosition(page.after));
      return connectionFromPage(rows, page, ({ sequence }) => [sequence]);
    },
    async changelog(_root, { subgraph = null, ...args }) {
      const page = parseConnectionArguments(args);
      const after = changePosition(page.after);
      const rows = await listChanges(db, { subgraph: storable(subgraph), after, limit: page.first + 1 });
      return connectionFromPage(rows.map(changeOf), page, positionOf);
    },
    changeWebhooks: changeWebhooks(db),
    ...proposalQueries(db),
    async schemaCheck(_root, { id }, { principal }) {
      const check = await findCheck(db, id);
      // Another agency's check looks like a missing one.
      const isOpen =
        check !== null &&
        (holds('role:platform-admin', principal) || holds('owner', principal, resources.SchemaCheck(check)));
      return isOpen ? check : null;
    },
    async waitingPublishes(_root, args, { principal }) {
      const { agency } = officialOf(principal);
      const page = parseConnectionArguments(args);
      const before = numberPosition(page.after);
      const rows = await waitingChecks(db, { agency, before, limit: page.first + 1 });
      return connectionFromPage(rows, page, ({ request }) => [request?.number ?? '0']);
    },
  };
}
