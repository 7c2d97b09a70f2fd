import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundle, bundledFile, isUpToDate } from '@civic-graph/bundle';
import type { Environment, LauncherConfig } from './config.ts';
import { listeningPorts } from './config.ts';
import { openDataDirectory } from './data-directory.ts';
import { type Databases, startDatabases } from './databases.ts';
import { LaunchError } from './launch-error.ts';
import { clientSecretOf } from './persona-token.ts';
import { refuseBusyPorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { repository } from './repository.ts';
import { announceIssuer } from './running-issuer.ts';
import { keepSecrets, type Secrets } from './secrets.ts';
import { ServiceGroup } from './service-group.ts';
import {
  cityPortal,
  type DemoParts,
  demoServices,
  issuerUrl,
  portalApp,
  type Service,
  serviceFolders,
} from './services.ts';
import { becomeSoleUser } from './sole-user.ts';
import { subgraphsWithSecret } from './subgraphs.ts';

/** A whole demo: database, subgraphs, gateway. */
export interface Deployment {
  readonly gatewayUrl: string;
  readonly adminUrl: string;
  readonly issuerUrl: string;
  /** Null if the example partner app does not run. */
  readonly portalUrl: string | null;
  readonly logs: string;
  readonly secrets: Secrets;
  readonly services: readonly Service[];
  /** Rejects with a LaunchError when a part ends unexpectedly. */
  readonly failure: Promise<never>;
  /** Stops the gateway, then the subgraphs, then the database. */
  stop(): Promise<void>;
}

export interface DeploymentOptions {
  readonly progress: Progress;
  /** The user's environment; services.ts lists the variables that services receive. */
  readonly env?: Environment;
  /** Runs sources instead of the bundle, and restarts a service when its own change. */
  readonly watch?: boolean;
  /** Runs the bundle as it is, instead of making it anew when sources have changed. */
  readonly built?: boolean;
  /** Aborts the start. */
  readonly signal?: AbortSignal;
}

/**
 * Starts everything in order; if a step fails, stops what was started before.
 *
 * @throws LaunchError for problems that the user can fix
 */
export async function startDeployment(
  config: LauncherConfig,
  {
    progress,
    env = process.env,
    watch = false,
    built = false,
    signal = new AbortController().signal,
  }: DeploymentOptions,
): Promise<Deployment> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    // Problems that the user must fix are checked before anything starts.
    if (built) refuseUnbuilt(config);
    const data = await openDataDirectory(config.dataDirectory);
    undo.push(await becomeSoleUser(data));
    await refuseBusyPorts(listeningPorts(config), env);
    const withDatabase = config.subgraphs.filter(({ database }) => database).map(({ folder }) => folder);
    const { secrets, areNew } = await keepSecrets(data, {
      subgraphs: [...Object.keys(config.subgraphPorts), ...subgraphsWithSecret(config.manifests)],
      databases: withDatabase,
    });
    progress.say('data', data.path);

    const bundling = built || watch ? undefined : prepareBundle(config, progress);
    // Awaited below; until then a rejection must not end the process.
    bundling?.catch(() => {});
    const databases = await progress.step(
      'database',
      () =>
        startDatabases({
          names: withDatabase,
          given: config.databaseUrls,
          givenOwners: config.databaseOwnerUrls,
          ...{ secrets, areNew, data },
        }),
      ({ description }) => description,
    );
    undo.push(databases.stop);
    signal.throwIfAborted();

    await bundling;
    const parts = { config, secrets, databaseUrls: databases.urls, env, fromSource: watch };
    const services = demoServices(parts);
    const group = new ServiceGroup({ data, progress, signal, watch });
    undo.push(() => group.stop());
    await group.start(services);
    const portal = await portalOf(parts, progress);
    if (portal !== null) await group.add(portal);

    undo.push(await announceIssuer(data, issuerUrl(config)));
    const failure = Promise.race([group.failure, endOf(databases)]);
    // Also settles on stop, when there may be no listener.
    failure.catch(() => {});
    return {
      gatewayUrl: services.find(({ name }) => name === 'gateway')?.url ?? '',
      adminUrl: `http://127.0.0.1:${config.adminPort}`,
      issuerUrl: issuerUrl(config),
      portalUrl: portal?.url ?? null,
      logs: data.file('logs'),
      secrets,
      services,
      failure,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function refuseUnbuilt(config: LauncherConfig): void {
  const missing = serviceFolders(config)
    .map((folder) => bundledFile(basename(folder)))
    .find((file) => !existsSync(join(repository, file)));
  if (missing) throw new LaunchError(`--built: there is no ${missing}; make it with: npm run bundle`);
}

/** @throws LaunchError with the errors of the sources */
async function prepareBundle(config: LauncherConfig, progress: Progress): Promise<void> {
  const folders = serviceFolders(config);
  if (await isUpToDate(repository, folders)) return;
  await progress.step(
    'bundle',
    () =>
      bundle(repository, folders).catch((error: Error) => {
        throw new LaunchError(error.message);
      }),
    () => 'services bundled',
  );
}

/** Returns `null` without the port or the app, for example for a city without invented citizens. */
async function portalOf(parts: DemoParts, progress: Progress): Promise<Service | null> {
  const { portalPort } = parts.config;
  if (portalPort === null) return null;
  const secret = await clientSecretOf(issuerUrl(parts.config), portalApp);
  if (secret !== null) return cityPortal(parts, portalPort, secret);
  progress.say('city-portal', `off: the issuer names no app ${portalApp}`);
  return null;
}

async function endOf({ exited }: Databases): Promise<never> {
  await exited;
  throw new LaunchError('the database has ended; its last words are in logs/postgres.log of the data folder');
}
