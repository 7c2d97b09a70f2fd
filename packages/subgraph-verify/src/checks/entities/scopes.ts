import { denialCheck } from '../rules/denial-check.ts';

/** Rules of `Query` do not guard `_entities`. */
export const entityScopes = denialCheck({
  id: 'entities/scopes',
  holds: 'refuses what @requiresScopes guards to a caller that lacks a scope also by _entities',
  kind: 'scopes',
  from: 'entities',
});
