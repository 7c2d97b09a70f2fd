import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { enumName } from '../enum-names.ts';
import { rolloutChanges } from './changelog.ts';
import type { RegistryContext } from './context.ts';
import { namePosition, numberPosition } from './positions.ts';
import type {
  GatewayHealthResolvers,
  RolloutResolvers,
  SchemaVersionResolvers,
  SubgraphResolvers,
  SupergraphVersionResolvers,
} from './resolver-types.ts';

/* Published data, open to everybody except for who published it and where it runs. */

export const subgraphResolvers: SubgraphResolvers<RegistryContext> = {
  __resolveReference: ({ name }, { loaders }) => loaders.subgraphs.load(name),
  agency: ({ agency }) => ({ id: agency }),
  admittedAt: ({ admitted_at }) => admitted_at.toISOString(),
  current: ({ name }, _args, { loaders }) => loaders.current.load(name),
  async versions({ name }, args, { loaders }) {
    const page = parseConnectionArguments(args);
    const before = numberPosition(page.after);
    const rows = await loaders.releasePages.load({ subgraph: name, size: page.first + 1, before });
    return connectionFromPage(rows, page, ({ first_sequence }) => [first_sequence]);
  },
};

export const schemaVersionResolvers: SchemaVersionResolvers<RegistryContext> = {
  async subgraph({ subgraph }, _args, { loaders }) {
    return found(await loaders.subgraphs.load(subgraph));
  },
  async schema({ version }, _args, { loaders }) {
    return found(await loaders.texts.load(version)).schema;
  },
  async manifest({ version }, _args, { loaders }) {
    return found(await loaders.texts.load(version)).manifest;
  },
  async policyCases({ version }, _args, { loaders }) {
    return found(await loaders.texts.load(version)).policy_cases;
  },
  publishedAt: ({ published_at }) => published_at.toISOString(),
  publishedBy: ({ published_by }) => published_by,
};

export const supergraphVersionResolvers: SupergraphVersionResolvers<RegistryContext> = {
  composedAt: ({ composed_at }) => composed_at.toISOString(),
  releases: ({ version }, _args, { loaders }) => loaders.releasesOf.load(version),
  sdl: ({ version }, _args, { loaders }) => loaders.sdls.load(version),
};

export const rolloutResolvers: RolloutResolvers<RegistryContext> = {
  cause: ({ cause }) => enumName(cause),
  async supergraph({ supergraph }, _args, { loaders }) {
    return found(await loaders.supergraphs.load(supergraph));
  },
  previous: ({ previous }, _args, { loaders }) =>
    previous === null ? null : loaders.supergraphs.load(previous),
  canaryPercent: ({ canary_percent }) => canary_percent,
  startedAt: ({ started_at }) => started_at.toISOString(),
  async changeCount({ sequence }, _args, { loaders }) {
    return (await loaders.changelogs.load(sequence))?.total ?? null;
  },
  changes: rolloutChanges,
  startedBy: ({ subject }) => subject,
  async state({ sequence }, _args, { loaders }) {
    return enumName(await loaders.rolloutStates.load(sequence));
  },
  async gateways({ sequence, supergraph: canary }, args, { loaders }) {
    const page = parseConnectionArguments(args);
    const [after] = namePosition(page.after) ?? [''];
    const wanted = { sequence, size: page.first + 1, after: String(after) };
    const rows = await loaders.healthPages.load(wanted);
    return connectionFromPage(
      rows.map((row) => ({ ...row, canary })),
      page,
      ({ gateway }) => [gateway],
    );
  },
};

export const gatewayHealthResolvers: GatewayHealthResolvers<RegistryContext> = {
  version: ({ supergraph }) => supergraph,
  getsRollout: ({ supergraph, canary }) => supergraph === canary,
  failedRequests: ({ failed }) => failed,
  firstReportAt: ({ first_report_at }) => first_report_at.toISOString(),
  lastReportAt: ({ last_report_at }) => last_report_at.toISOString(),
};

/** The database's foreign keys guarantee that it exists. */
function found<Row>(row: Row | null): Row {
  if (row === null) throw new Error('a row that another row refers to is missing');
  return row;
}
