import { denialCheck } from './denial-check.ts';

export const authenticated = denialCheck({
  id: 'rules/authenticated',
  holds: 'refuses fields with @authenticated to an anonymous caller',
  kind: 'authenticated',
  from: 'roots',
});
