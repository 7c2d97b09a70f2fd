import type { IdentityContext } from './context.ts';
import type { DataScopeResolvers } from './resolver-types.ts';

export const scopeResolvers: DataScopeResolvers<IdentityContext> = {
  classification: ({ dataClass }) => dataClass,
  title: ({ title }, { language }) => (language === 'EN' ? title.en : title.zh),
  description: ({ content }, { language }) => (language === 'EN' ? content.en : content.zh),
};
