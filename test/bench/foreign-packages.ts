import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Installs the peers' packages unless they match their lock file. Separate from the project's installation,
 * because only this bench needs them.
 *
 * @returns why they are missing, or `null`
 */
export function installForeignPackages(repository: string): string | null {
  const script = join(repository, 'packages/launcher/ensure-installed.mjs');
  const { status } = spawnSync(process.execPath, [script, join(repository, 'test/bench/contenders')], {
    stdio: 'inherit',
  });
  return status === 0 ? null : 'its packages could not be installed';
}
