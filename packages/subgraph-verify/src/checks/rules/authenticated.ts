import { denialCheck } from './denial-check.ts';

export const authenticated = denialCheck({
  id: 'rules/authenticated',
  holds: 'refuses what @authenticated guards to an anonymous caller',
  kind: 'authenticated',
  from: 'roots',
});
