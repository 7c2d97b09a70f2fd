import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Component {
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly 'bom-ref': string;
}

interface BillOfMaterials {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * The software bill of materials of an image, as CycloneDX: `npm sbom`, without the packages whose code is
 * not in the image.
 *
 * @param packages folders of the packages in the image
 */
export async function billOfMaterials(repository: string, packages: readonly string[]): Promise<string> {
  const present = new Set(await Promise.all(packages.map((folder) => nameOf(join(repository, folder)))));
  const { stdout } = await run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], {
    cwd: repository,
    maxBuffer: 64_000_000,
  });
  const whole = JSON.parse(stdout) as BillOfMaterials;
  const components = whole.components.filter(({ name, group, version }) =>
    present.has(`${group === undefined ? name : `${group}/${name}`}@${version}`),
  );
  const refs = new Set(components.map((component) => component['bom-ref']));
  const dependencies = whole.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }));
  return JSON.stringify({ ...whole, components, dependencies }, null, 1);
}

async function nameOf(folder: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Component;
  return `${name}@${version}`;
}
