import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommandError } from '../command-error.ts';
import { builtKit, packKit } from './pack-kit.ts';
import { renderTemplate } from './render-template.ts';
import { subgraphNames, titleCase } from './subgraph-names.ts';

export interface InitOptions {
  readonly name: string;
  /** Folder to create; default is the name. */
  readonly folder?: string | undefined;
  /** Id of the agency; default is the name. */
  readonly agency?: string | undefined;
  readonly port: number;
}

/** Creates the folder of a new subgraph, which depends on nothing of this clone. @throws CommandError */
export async function initSubgraph(options: InitOptions) {
  return createSubgraphFolder(options, (folder, values) => renderTemplate(folder, values));
}

/**
 * Creates a folder with the kit and a key.
 *
 * @param write writes the other files, and returns their paths
 * @throws CommandError
 */
export async function createSubgraphFolder(
  options: InitOptions,
  write: (folder: string, values: Readonly<Record<string, string>>) => Promise<readonly string[]>,
) {
  const { name, field, type } = subgraphNames(options.name);
  const agency = subgraphNames(options.agency ?? name);
  const folder = resolve(options.folder ?? name);
  // Before the folder exists, so that the command can be repeated.
  const kit = await builtKit();
  await refuseUsed(folder);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const files = await write(folder, {
    ...{ name, field, Type: type, port: String(options.port) },
    ...{ agency: agency.name, Agency: titleCase(agency.name.replaceAll('-', ' ')) },
    publicKey: String(publicKey.export({ format: 'jwk' }).x),
  });
  const key = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  await writeFile(join(folder, 'agency-key.pem'), key, { mode: 0o600 });
  await addDependencies(join(folder, 'package.json'), await packKit(folder, kit));
  return { folder, files: [...files, 'agency-key.pem', 'vendor/'].sort() };
}

async function refuseUsed(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new CommandError(`${folder} is not empty; name another folder with --folder`);
  }
}

async function addDependencies(path: string, added: Readonly<Record<string, string>>): Promise<void> {
  const content: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (typeof content !== 'object' || content === null || !('dependencies' in content)) {
    throw new Error('the template has no dependencies');
  }
  const dependencies = { ...added, ...(content.dependencies as Record<string, string>) };
  await writeFile(path, `${JSON.stringify({ ...content, dependencies }, null, 2)}\n`);
}
