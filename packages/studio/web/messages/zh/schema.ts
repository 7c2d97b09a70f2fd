import type { schema as english } from '../en/schema.ts';
import { access } from './schema/access.ts';
import { catalogue } from './schema/catalogue.ts';
import { changelog } from './schema/changelog.ts';
import { lens } from './schema/lens.ts';
import { map } from './schema/map.ts';

export const schema: typeof english = {
  tabs: '数据目录',
  access,
  catalogue,
  changelog,
  lens,
  map,
};
