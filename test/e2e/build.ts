import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cwd = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Once before the first scenario or chaos row: what production runs. Six services from their sources spend
 * longer on being translated than on starting; only `test/e2e/start` starts those, as `npm start` does.
 */
export async function setup(): Promise<void> {
  const services = ['identity', 'transport', 'payments', 'statistics', 'registry'].map(
    (name) => `subgraphs/${name}`,
  );
  try {
    await run(
      'npx',
      ['tsc', '-b', 'gateway', ...services, 'packages/launcher', 'packages/cli', 'packages/client'],
      { cwd },
    );
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`what the scenarios run cannot be built (npm run build):\n${output}`, { cause: error });
  }
}
