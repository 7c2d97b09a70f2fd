import { access } from './schema/access.ts';
import { catalogue } from './schema/catalogue.ts';
import { changelog } from './schema/changelog.ts';
import { lens } from './schema/lens.ts';

export const schema = {
  tabs: 'Schema pages',
  access,
  catalogue,
  changelog,
  lens,
};
