import { denialCheck } from './denial-check.ts';

export const policies = denialCheck({
  id: 'rules/policies',
  holds: 'refuses fields with @policy to a caller who satisfies no alternative',
  kind: 'policies',
  from: 'roots',
});
