import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { validityMonths } from '../consent/record-decision.ts';
import { approvedScopes } from '../issuer/account.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { isListed, listAgencies, listPartnerApps, listPurposes } from '../store/directory.ts';
import { sliceOf } from '../store/slice.ts';
import { lawfulBasisNames } from './consent.ts';
import type { IdentityContext } from './context.ts';
import { resolveAgency, resolvePartnerApp } from './references.ts';
import type {
  AgencyResolvers,
  PartnerAppResolvers,
  PurposeResolvers,
  QueryResolvers,
} from './resolver-types.ts';

export function directoryQueries(
  database: IdentityDatabase,
): Pick<QueryResolvers<IdentityContext>, 'agencies' | 'agency' | 'partnerApps' | 'partnerApp' | 'purposes'> {
  return {
    async agencies(_root, args) {
      const page = parseConnectionArguments(args);
      return connectionFromPage(
        await listAgencies(database, sliceOf(page, 'smallint')),
        page,
        ({ position }) => [position],
      );
    },
    agency: (_root, { id }, { loaders }) => loaders.agencies.load(id),
    async partnerApps(_root, args) {
      const page = parseConnectionArguments(args);
      return connectionFromPage(
        await listPartnerApps(database, sliceOf(page, 'integer')),
        page,
        ({ position }) => [position],
      );
    },
    async partnerApp(_root, { clientId }, { loaders }) {
      const app = await loaders.partnerApps.load(clientId);
      return app !== null && isListed(app) ? app : null;
    },
    purposes: () => listPurposes(database),
  };
}

export const agencyResolvers: AgencyResolvers<IdentityContext> = {
  __resolveReference: resolveAgency,
  name: ({ name_zh, name_en }, { language }) => (language === 'EN' ? name_en : name_zh),
};

export const partnerAppResolvers: PartnerAppResolvers<IdentityContext> = {
  __resolveReference: resolvePartnerApp,
  clientId: ({ client_id }) => client_id,
  name: ({ name_zh, name_en }, { language }) => (language === 'EN' ? name_en : name_zh),
  approvedScopes: (app, _args, { loaders: { directory } }) =>
    approvedScopes(directory, app).flatMap((id) => directory.describeScope(id) ?? []),
  async purposes({ purposes }, _args, { loaders }) {
    const rows = await Promise.all(purposes.map((id) => loaders.purposes.load(id)));
    return rows.filter((row) => row !== null);
  },
};

export const purposeResolvers: PurposeResolvers<IdentityContext> = {
  title: ({ title_zh, title_en }, { language }) => (language === 'EN' ? title_en : title_zh),
  lawfulBasis: ({ lawful_basis }) => lawfulBasisNames[lawful_basis],
  consentMonths: () => validityMonths,
};
