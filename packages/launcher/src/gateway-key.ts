import { startCommand } from './commands.ts';
import type { Environment, LauncherConfig } from './config.ts';
import { dataDirectory } from './data-directory.ts';
import { ed25519PublicKey } from './ed25519-key.ts';
import { LaunchError } from './launch-error.ts';
import { readSecrets } from './secrets.ts';

/**
 * Returns the public key that verifies calls of the demo's gateway, base64url of 32 bytes.
 *
 * @throws LaunchError if no demo was started on the data folder
 */
export async function gatewayPublicKey(config: LauncherConfig, env: Environment = {}): Promise<string> {
  const data = dataDirectory(config.dataDirectory);
  const secrets = await readSecrets(data);
  if (secrets === null) {
    throw new LaunchError(
      `DATA_DIR: no demo was started on ${data.path}; start it with: ${startCommand(env)}`,
    );
  }
  return ed25519PublicKey(secrets.gatewaySigning);
}
