import { access } from './schema/access.ts';
import { catalogue } from './schema/catalogue.ts';
import { changelog } from './schema/changelog.ts';
import { lens } from './schema/lens.ts';
import { map } from './schema/map.ts';

export const schema = {
  tabs: 'Schema pages',
  access,
  catalogue,
  changelog,
  lens,
  map,
};
