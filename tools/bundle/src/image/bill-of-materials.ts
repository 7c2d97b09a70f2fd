import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}

/**
 * The software bill of materials of an image, as CycloneDX 1.5. `npm sbom` cannot list a part of an
 * installation, and refuses one whose peer dependencies it disputes.
 *
 * @param packages folders of the packages in the image, from the root of the repository
 */
export async function billOfMaterials(repository: string, packages: readonly string[]): Promise<string> {
  const lock = JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8')) as LockFile;
  const components = await Promise.all(
    packages.map(async (folder) => {
      const text = await readFile(join(repository, folder, 'package.json'), 'utf8');
      return componentOf(JSON.parse(text) as Manifest, lock.packages[folder]?.integrity);
    }),
  );
  const byRef = new Map(components.map((component) => [component['bom-ref'], component]));
  return JSON.stringify(
    { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components: [...byRef.values()] },
    null,
    1,
  );
}

function componentOf({ name, version, license }: Manifest, integrity: string | undefined) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [, digest] = /^sha512-(\S+)$/.exec(integrity ?? '') ?? [];
  return {
    ...{ type: 'library', 'bom-ref': purl, name, version, purl },
    // An SPDX expression, as npm requires; older packages have an object.
    ...(typeof license === 'string' && { licenses: [{ expression: license }] }),
    ...(digest && { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
  };
}
