import { PublicError } from '@civic-graph/errors';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { acknowledge, findAlerts, positionOf } from '../profiling/find-alerts.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { IdentityContext } from './context.ts';
import type {
  AgencyResolvers,
  MutationResolvers,
  PartnerAppResolvers,
  ProfilingAlertResolvers,
  QueryResolvers,
} from './resolver-types.ts';

interface ProfilingResolvers {
  readonly query: Pick<QueryResolvers<IdentityContext>, 'profilingAlerts'>;
  readonly agency: Pick<AgencyResolvers<IdentityContext>, 'profilingAlerts'>;
  readonly partnerApp: Pick<PartnerAppResolvers<IdentityContext>, 'profilingAlerts'>;
  readonly mutation: Pick<MutationResolvers<IdentityContext>, 'acknowledgeProfilingAlert'>;
}

export function profilingResolvers(database: IdentityDatabase, clock: () => Date): ProfilingResolvers {
  return {
    query: {
      async profilingAlerts(_root, { acknowledged, ...args }) {
        const page = parseConnectionArguments(args);
        return connectionFromPage(await findAlerts(database, { acknowledged }, page), page, positionOf);
      },
    },
    agency: {
      async profilingAlerts({ id }, args, { loaders: { directory } }) {
        const page = parseConnectionArguments(args);
        const rows = await findAlerts(database, { subgraphs: directory.subgraphsOf(id) }, page);
        return connectionFromPage(rows, page, positionOf);
      },
    },
    partnerApp: {
      async profilingAlerts({ client_id: app }, args) {
        const page = parseConnectionArguments(args);
        return connectionFromPage(await findAlerts(database, { app }, page), page, positionOf);
      },
    },
    mutation: {
      async acknowledgeProfilingAlert(_root, { input: { alert: id } }, { principal }) {
        if (principal.kind !== 'admin')
          throw new PublicError('FORBIDDEN', 'only the admin can acknowledge alerts');
        const alert = await acknowledge(database, id, principal.subject, clock());
        if (alert !== null) return { __typename: 'ProfilingAlertAcknowledged', alert };
        return { __typename: 'ProfilingAlertNotFound', message: 'There is no alert with this id.' };
      },
    },
  };
}

const kinds = { join: 'JOIN', sweep: 'SWEEP' } as const;
const periods = { day: 'DAY', week: 'WEEK' } as const;

export const profilingAlertResolvers: ProfilingAlertResolvers<IdentityContext> = {
  kind: ({ kind }) => kinds[kind],
  app: ({ app }, _args, { loaders }) => (app === '' ? null : loaders.partnerApps.load(app)),
  officialOf: ({ official_agency }, _args, { loaders }) =>
    official_agency === '' ? null : loaders.agencies.load(official_agency),
  period: ({ period }) => periods[period],
  from: ({ start }) => start,
  async agencies({ subgraphs }, _args, { loaders }) {
    const ids = loaders.directory.agenciesOf(subgraphs);
    const rows = await Promise.all(ids.map((id) => loaders.agencies.load(id)));
    return rows.filter((row) => row !== null);
  },
  people: ({ people }) => Number(people),
  joinedPeople: ({ joined_people }) => Number(joined_people),
  mostAgencies: ({ most_agencies }) => most_agencies,
  usualPeople: ({ usual_people }) => (usual_people === null ? null : Number(usual_people)),
  population: ({ population }) => Number(population),
  raisedAt: ({ raised_at }) => raised_at.toISOString(),
  acknowledgedAt: ({ acknowledged_at }) => acknowledged_at?.toISOString() ?? null,
};
