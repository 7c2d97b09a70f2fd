import { denialCheck } from '../rules/denial-check.ts';

/** Rules of `Query` do not guard `_entities`. */
export const entityPolicies = denialCheck({
  id: 'entities/policies',
  holds: 'refuses fields with @policy to a caller who satisfies no alternative, through _entities too',
  kind: 'policies',
  from: 'entities',
});
