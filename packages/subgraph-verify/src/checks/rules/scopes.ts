import { denialCheck } from './denial-check.ts';

export const scopes = denialCheck({
  id: 'rules/scopes',
  holds: 'refuses what @requiresScopes guards to a caller that lacks a scope',
  kind: 'scopes',
  from: 'roots',
});
