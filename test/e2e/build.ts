import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { allServices, bundle, isUpToDate } from '@civic-graph/bundle';

const run = promisify(execFile);
const cwd = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Makes what production and agencies run, once before the first scenario or chaos row: the bundle of the
 * services, and the build of the commands and the client.
 */
export async function setup(): Promise<void> {
  const services = await allServices(cwd);
  if (!(await isUpToDate(cwd, services))) await bundle(cwd, services);
  try {
    await run('npx', ['tsc', '-b', 'packages/launcher', 'packages/cli', 'packages/client'], { cwd });
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`the build for the scenarios failed (npm run build):\n${output}`, { cause: error });
  }
}
