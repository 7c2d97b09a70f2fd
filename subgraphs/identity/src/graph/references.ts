import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { IdentityLoaders } from './loaders.ts';
import type { AgencyModel, CitizenModel, PartnerAppModel } from './mappers.ts';

type Context = SubgraphContext<IdentityLoaders>;

/** Resolves an entity that another subgraph refers to; `null` if it does not exist. */
export async function resolveCitizen(
  { uin }: { uin: string },
  { loaders }: Context,
): Promise<CitizenModel | null> {
  const row = await loaders.citizens.load(uin);
  return row && { uin: row.key };
}

export async function resolveAgency(
  { id }: { id: string },
  { loaders }: Context,
): Promise<AgencyModel | null> {
  return loaders.agencies.load(id);
}

export async function resolvePartnerApp(
  { clientId }: { clientId: string },
  { loaders }: Context,
): Promise<PartnerAppModel | null> {
  return loaders.partnerApps.load(clientId);
}
