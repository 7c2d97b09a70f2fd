import { startCommand } from './commands.ts';
import { type Environment, readConfig } from './config.ts';
import { dataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';
import { announcedIssuer } from './running-issuer.ts';
import { issuerUrl } from './services.ts';

/**
 * Returns the issuer's URL of the selected demo: ISSUER_URL, PORT_IDENTITY, the demo on DATA_DIR, else the
 * default port. A named folder never yields the token of another city.
 *
 * @throws LaunchError if no demo runs on the named folder
 */
export async function findIssuer(env: Environment): Promise<string> {
  if (env.ISSUER_URL) return env.ISSUER_URL;
  const config = readConfig(env);
  if (env.PORT_IDENTITY) return issuerUrl(config);
  const announced = await announcedIssuer(dataDirectory(config.dataDirectory));
  if (announced === null && env.DATA_DIR) {
    throw new LaunchError(
      `DATA_DIR: no demo runs on ${config.dataDirectory}; start it with: ${startCommand(env)}. One that runs elsewhere is named by PORT_IDENTITY`,
    );
  }
  return announced ?? issuerUrl(config);
}
