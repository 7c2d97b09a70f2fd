import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cwd = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Builds what production runs, once before the first scenario or chaos row, because compiling six services
 * from source takes longer than starting them. Only `test/e2e/start` runs sources, as `npm start` does.
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
    throw new Error(`the build for the scenarios failed (npm run build):\n${output}`, { cause: error });
  }
}
