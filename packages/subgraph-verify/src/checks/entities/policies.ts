import { denialCheck } from '../rules/denial-check.ts';

/** Rules of `Query` do not guard `_entities`. */
export const entityPolicies = denialCheck({
  id: 'entities/policies',
  holds: 'refuses what @policy guards to a caller for whom no alternative holds also by _entities',
  kind: 'policies',
  from: 'entities',
});
