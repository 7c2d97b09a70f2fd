import { denialCheck } from './denial-check.ts';

export const scopes = denialCheck({
  id: 'rules/scopes',
  holds: 'refuses fields with @requiresScopes to a caller who lacks a scope',
  kind: 'scopes',
  from: 'roots',
});
