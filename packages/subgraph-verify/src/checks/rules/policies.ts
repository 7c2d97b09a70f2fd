import { denialCheck } from './denial-check.ts';

export const policies = denialCheck({
  id: 'rules/policies',
  holds: 'refuses what @policy guards to a caller for whom no alternative holds',
  kind: 'policies',
  from: 'roots',
});
