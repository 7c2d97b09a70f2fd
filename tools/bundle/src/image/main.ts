import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOfMaterials } from './bill-of-materials.ts';
import { layImage } from './lay-image.ts';

/*
 * npm run image-files -- SERVICE FOLDER
 *
 * Lays out the files of a service's image in a folder, with its bill of materials. The Dockerfile runs it.
 */
const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const [service, folder] = process.argv.slice(2);
if (service === undefined || folder === undefined) {
  throw new Error('name a service and a folder: npm run image-files -- subgraphs/identity /tmp/identity');
}
const { packages } = await layImage(repository, service, resolve(folder));
await writeFile(join(resolve(folder), 'sbom.json'), await billOfMaterials(repository, packages));
