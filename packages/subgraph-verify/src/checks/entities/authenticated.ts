import { denialCheck } from '../rules/denial-check.ts';

/** Rules of `Query` do not guard `_entities`. */
export const entityAuthenticated = denialCheck({
  id: 'entities/authenticated',
  holds: 'refuses what @authenticated guards to an anonymous caller also by _entities',
  kind: 'authenticated',
  from: 'entities',
});
