import type { AgencyDirectory } from '@civic-graph/agencies';
import { describeRecorded } from '../agencies/describe-recorded.ts';
import { operationsOfRequest, partsOfRequest } from '../partners/find-registrations.ts';
import { fieldsOfPart } from '../partners/parts-of-request.ts';
import type { AgencyRow, IdentityDatabase } from '../store/database.ts';
import type { IdentityContext } from './context.ts';
import type { IdentityLoaders } from './loaders.ts';
import { kindNames } from './partner-names.ts';
import type {
  AccessRequestPartResolvers,
  AccessRequestResolvers,
  RequestedFieldResolvers,
  RequestedOperationResolvers,
  SafelistedOperationResolvers,
} from './resolver-types.ts';

export function accessRequestResolvers(database: IdentityDatabase): AccessRequestResolvers<IdentityContext> {
  return {
    async app({ client_id }, _args, { loaders }) {
      const app = await loaders.partnerApps.load(client_id);
      if (app === null) throw new Error('a request without its app; the foreign key forbids it');
      return app;
    },
    draftedAt: ({ drafted_at }) => drafted_at.toISOString(),
    submittedAt: ({ submitted_at }) => submitted_at?.toISOString() ?? null,
    operations: ({ id }) => operationsOfRequest(database, id),
    scopes({ fields }, _args, { loaders: { directory } }) {
      const asked = fields.flatMap(({ scopes }) => scopes);
      return described([...new Set([...directory.inOrder(asked), ...asked])], directory);
    },
    async parts({ id, fields }) {
      const parts = await partsOfRequest(database, id);
      return parts.map((part) => ({
        ...part,
        fields: fieldsOfPart(part, fields),
      }));
    },
  };
}

export const requestedFieldResolvers: RequestedFieldResolvers<IdentityContext> = {
  description: ({ description }) => description ?? null,
  dataClass: ({ dataClass }) => dataClass,
  alternatives: ({ alternatives }) => alternatives ?? [],
  agencies: ({ agencies }, _args, { loaders }) => agenciesOf(loaders, agencies),
  scopes: ({ scopes }) => [...scopes],
  policies: ({ policies }) => [...policies],
};

export const requestedOperationResolvers: RequestedOperationResolvers<IdentityContext> = {
  kind: ({ kind }) => kindNames[kind],
  scopes: ({ scopes }) => scopes,
};

export const safelistedOperationResolvers: SafelistedOperationResolvers<IdentityContext> = {
  kind: ({ kind }) => kindNames[kind],
  approvedAt: ({ approved_at }) => approved_at.toISOString(),
};

const decisions = { approved: 'APPROVED', refused: 'REFUSED' } as const;

export const accessRequestPartResolvers: AccessRequestPartResolvers<IdentityContext> = {
  async agency({ agency }, _args, { loaders }) {
    const [row] = await agenciesOf(loaders, [agency]);
    if (row === undefined) throw new Error('a part without its agency; the foreign key forbids it');
    return row;
  },
  fields: ({ fields }) => [...fields],
  scopes: ({ scopes }, _args, { loaders: { directory } }) => described(scopes, directory),
  decision: ({ decision }) => (decision === null ? null : decisions[decision]),
  decidedAt: ({ decided_at }) => decided_at?.toISOString() ?? null,
  declined: ({ declined }) => declined,
};

async function agenciesOf(loaders: IdentityLoaders, ids: readonly string[]): Promise<AgencyRow[]> {
  const rows = await Promise.all(ids.map((id) => loaders.agencies.load(id)));
  return rows.filter((row) => row !== null);
}

function described(scopes: readonly string[], directory: AgencyDirectory) {
  return scopes.map((id) => describeRecorded(id, directory));
}
