import { denialCheck } from '../rules/denial-check.ts';

/** Rules of `Query` do not guard `_entities`. */
export const entityAuthenticated = denialCheck({
  id: 'entities/authenticated',
  holds: 'refuses fields with @authenticated to an anonymous caller, through _entities too',
  kind: 'authenticated',
  from: 'entities',
});
