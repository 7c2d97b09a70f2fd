import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureConsoleBuilt } from '@civic-graph/console';
import type { Environment, LauncherConfig } from './config.ts';
import { listeningPorts } from './config.ts';
import { openDataDirectory } from './data-directory.ts';
import { type Databases, startDatabases } from './databases.ts';
import { LaunchError } from './launch-error.ts';
import { refuseBusyPorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { repository } from './repository.ts';
import { announceIssuer } from './running-issuer.ts';
import { keepSecrets, type Secrets } from './secrets.ts';
import { ServiceGroup } from './service-group.ts';
import { builtFiles, demoServices, issuerUrl, type Service } from './services.ts';
import { becomeSoleUser } from './sole-user.ts';
import { publishedSubgraphs } from './subgraphs.ts';

/** A whole demo: database, subgraphs, gateway. */
export interface Deployment {
  readonly gatewayUrl: string;
  readonly adminUrl: string;
  readonly issuerUrl: string;
  /** Folder of the logs. */
  readonly logs: string;
  readonly secrets: Secrets;
  readonly services: readonly Service[];
  /** Rejects with a LaunchError when a part ends that was not asked to. */
  readonly failure: Promise<never>;
  /** Gateway first, then the subgraphs, then the database. */
  stop(): Promise<void>;
}

export interface DeploymentOptions {
  readonly progress: Progress;
  /** The user's environment, of which the services get what is named in services.ts. */
  readonly env?: Environment;
  /** Starts a service anew when its sources change. */
  readonly watch?: boolean;
  /** Runs services as `npm run build` has made them: they start in half the time. */
  readonly built?: boolean;
  /** Breaks the start off. */
  readonly signal?: AbortSignal;
}

/**
 * Starts everything, in order; where a step fails, what was started before it is stopped again.
 *
 * @throws LaunchError for what the user can fix
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
    // Checks what the user may have to fix before anything runs.
    if (built) refuseUnbuilt(config);
    const data = await openDataDirectory(config.dataDirectory);
    undo.push(await becomeSoleUser(data));
    await refuseBusyPorts(listeningPorts(config), env);
    const keepRecords = config.subgraphs.filter(({ database }) => database).map(({ name }) => name);
    const names = [...Object.keys(config.subgraphPorts), ...publishedSubgraphs(config.manifests)];
    const { secrets, areNew } = await keepSecrets(data, { subgraphs: names, databases: keepRecords });
    progress.say('data', data.path);

    // The page is built beside the database: each takes seconds at the first start, and nothing later.
    const building = prepareConsole(env, progress);
    // Its failure is told below; until then it must not end the process.
    building.catch(() => {});
    const databases = await progress.step(
      'database',
      () =>
        startDatabases({
          names: keepRecords,
          given: config.databaseUrls,
          givenOwners: config.databaseOwnerUrls,
          ...{ secrets, areNew, data },
        }),
      ({ description }) => description,
    );
    undo.push(databases.stop);
    await building;
    signal.throwIfAborted();

    const services = demoServices({ config, secrets, databaseUrls: databases.urls, env, built });
    const group = new ServiceGroup({ data, progress, signal, watch });
    undo.push(() => group.stop());
    await group.start(services);

    undo.push(await announceIssuer(data, issuerUrl(config)));
    const failure = Promise.race([group.failure, endOf(databases)]);
    // Stopping settles it too, and then nobody listens.
    failure.catch(() => {});
    return {
      gatewayUrl: services.find(({ name }) => name === 'gateway')?.url ?? '',
      adminUrl: `http://127.0.0.1:${config.adminPort}`,
      issuerUrl: issuerUrl(config),
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
  const missing = builtFiles(config).find((file) => !existsSync(join(repository, file)));
  if (missing) throw new LaunchError(`--built: there is no ${missing}; make it with: npm run build`);
}

async function prepareConsole(env: Environment, progress: Progress): Promise<void> {
  if (env.CONSOLE !== 'off') await progress.step('console', ensureConsoleBuilt, () => 'built');
}

async function endOf({ exited }: Databases): Promise<never> {
  await exited;
  throw new LaunchError('the database has ended; its last words are in logs/postgres.log of the data folder');
}
