import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { allServices } from './services.ts';

/*
 * npm run bundle [-- FOLDER…]
 *
 * Bundles the services in these folders, such as `gateway` and `subgraphs/identity`, or all, into `bundle/`,
 * with source maps.
 */
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const named = process.argv.slice(2);
await bundle(repository, named.length > 0 ? named : await allServices(repository), {
  withSourceMaps: true,
});
