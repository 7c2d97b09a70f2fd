import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Installs the peers' packages where they are not there as their lock file says. They are no part of the
 * project's own installation, since nobody but this bench needs them.
 *
 * @returns why they are not there, or `null`
 */
export function installForeignPackages(repository: string): string | null {
  const script = join(repository, 'packages/launcher/ensure-installed.mjs');
  const { status } = spawnSync(process.execPath, [script, join(repository, 'test/bench/contenders')], {
    stdio: 'inherit',
  });
  return status === 0 ? null : 'its packages could not be installed';
}
