import type { IdentityContext } from './context.ts';
import type { AgencyModel, FactModel } from './mappers.ts';
import type {
  PersonalTextResolvers,
  SensitiveAddressResolvers,
  SensitiveDateResolvers,
} from './resolver-types.ts';

/** Fields of every envelope. */
const envelopeFields = {
  async source({ source }: FactModel, _args: unknown, { loaders }: IdentityContext): Promise<AgencyModel> {
    const agency = await loaders.agencies.load(source);
    if (agency === null) throw new Error('a fact without its source; the foreign key forbids it');
    return agency;
  },
  lastUpdated: ({ lastUpdated }: FactModel) => lastUpdated.toISOString(),
};

export const personalTextResolvers: PersonalTextResolvers<IdentityContext> = envelopeFields;
export const sensitiveDateResolvers: SensitiveDateResolvers<IdentityContext> = envelopeFields;
export const sensitiveAddressResolvers: SensitiveAddressResolvers<IdentityContext> = {
  ...envelopeFields,
  region: ({ regionCode }) => ({ code: regionCode }),
};
