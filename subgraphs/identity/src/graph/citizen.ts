import { PublicError } from '@civic-graph/errors';
import type { DataClass } from '@civic-graph/policy';
import { connectionFromArray } from '@civic-graph/subgraph-kit';
import { civilDate, hasReachedAge } from '../citizen/age.ts';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import { assertLegalAge } from '../citizen/predicates.ts';
import { isDistrict, isRegionCode, liesIn } from '../citizen/residence.ts';
import type { Fact } from '../store/database.ts';
import type { IdentityContext } from './context.ts';
import type { FactModel, ProfileModel } from './mappers.ts';
import { resolveCitizen } from './references.ts';
import type { CitizenResolvers, ProfileResolvers } from './resolver-types.ts';

export interface CitizenRules {
  readonly pairwiseSalt: Uint8Array;
  readonly clock: () => Date;
}

export function citizenResolvers({ pairwiseSalt, clock }: CitizenRules): CitizenResolvers<IdentityContext> {
  return {
    __resolveReference: resolveCitizen,
    id: ({ uin }, _args, { principal }) =>
      'clientId' in principal ? pairwiseSubject(uin, principal.clientId, pairwiseSalt) : null,
    assuranceLevel: (_citizen, _args, { principal }) => {
      if (principal.kind !== 'citizen') return null;
      return principal.assurance === 'high' ? 'HIGH' : 'SUBSTANTIAL';
    },
    async ageOver({ uin }, { years }, { loaders: { facts, predicates } }) {
      assertLegalAge(years);
      predicates.spend('ageOver', years);
      const born = factOf(await facts.load(uin), 'birth_date');
      return born === undefined ? null : hasReachedAge(born.value, years, civilDate(clock()));
    },
    async residesIn({ uin }, { region }, { loaders: { facts, predicates } }) {
      if (!isRegionCode(region)) {
        throw new PublicError('BAD_USER_INPUT', 'region: a six-digit code of GB/T 2260, such as 330100');
      }
      if (isDistrict(region)) {
        throw new PublicError(
          'BAD_USER_INPUT',
          'region: districts are class C3; query profile.address instead',
        );
      }
      predicates.spend('residesIn', region);
      const home = factOf(await facts.load(uin), 'region');
      return home === undefined ? null : liesIn(home.value, region);
    },
    async profile({ uin }, _args, { loaders }) {
      const facts = await loaders.facts.load(uin);
      return { citizenKey: uin, facts: new Map(facts.map((row) => [row.fact, row])) };
    },
    consents: async ({ uin }, args, { loaders }) =>
      connectionFromArray(await loaders.consents.load(uin), args),
  };
}

export const profileResolvers: ProfileResolvers<IdentityContext> = {
  name: (profile) => envelope(profile, 'name', 'C2'),
  phone: (profile) => envelope(profile, 'phone', 'C2'),
  email: (profile) => envelope(profile, 'email', 'C2'),
  birthDate: (profile) => envelope(profile, 'birth_date', 'C3'),
  address(profile) {
    const address = envelope(profile, 'address', 'C3');
    const region = profile.facts.get('region');
    return address && region ? { ...address, regionCode: region.value } : null;
  },
};

function envelope({ facts }: ProfileModel, fact: Fact, classification: DataClass): FactModel | null {
  const row = facts.get(fact);
  if (row === undefined) return null;
  return { value: row.value, source: row.source, classification, lastUpdated: row.updated_at };
}

function factOf<Row extends { fact: Fact }>(rows: readonly Row[], fact: Fact): Row | undefined {
  return rows.find((row) => row.fact === fact);
}
