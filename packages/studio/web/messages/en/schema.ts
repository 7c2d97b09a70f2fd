import { access } from './schema/access.ts';
import { catalogue } from './schema/catalogue.ts';
import { changelog } from './schema/changelog.ts';

export const schema = {
  tabs: 'Schema pages',
  access,
  catalogue,
  changelog,
};
