import { denialCheck } from '../rules/denial-check.ts';

/** Rules of `Query` do not guard `_entities`. */
export const entityScopes = denialCheck({
  id: 'entities/scopes',
  holds: 'refuses fields with @requiresScopes to a caller who lacks a scope, through _entities too',
  kind: 'scopes',
  from: 'entities',
});
