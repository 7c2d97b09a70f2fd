import { type Environment, readConfig } from './config.ts';
import { dataDirectory } from './data-directory.ts';
import { runningDatabaseUrl } from './databases.ts';
import { gatewayPublicKey } from './gateway-key.ts';
import { LaunchError } from './launch-error.ts';
import { announcedIssuer } from './running-issuer.ts';

/** What a subgraph that joins a running demo needs. */
export interface RunningDemo {
  /** Verifies the gateway's calls; base64url of 32 bytes. */
  readonly gatewayKey: string;
  /** With the role of the registry's service. */
  readonly registryDatabaseUrl: string;
}

/**
 * Returns the demo that runs on the data folder; `null` if none does.
 *
 * @throws LaunchError if the registry's database is not the demo's own
 */
export async function findRunningDemo(env: Environment): Promise<RunningDemo | null> {
  const config = readConfig(env);
  // A database that the user names may be that of a production registry, which must not skip approvals.
  if (config.databaseUrls.registry !== undefined) {
    throw new LaunchError(
      'DATABASE_URL_REGISTRY: only the database that a demo brings can be used; unset it, or publish with approvals',
    );
  }
  if ((await announcedIssuer(dataDirectory(config.dataDirectory))) === null) return null;
  return {
    gatewayKey: await gatewayPublicKey(config, env),
    registryDatabaseUrl: await runningDatabaseUrl(config, 'registry', env),
  };
}
