import { type AgencySource, changeableSource, createAgencyDirectory } from '@civic-graph/agencies';
import {
  createPull,
  type RolloutEvent,
  type RolloutSource,
  registryKeys,
  rolloutSource,
  tokenFile,
} from '@civic-graph/releases/pull';
import { openManifests } from './open-manifests.ts';

export interface RegistrySettings {
  readonly url: string;
  /** Shared with the registry, base64url of at least 32 bytes; signs the pulls. */
  readonly secret: string;
  /** Ed25519 keys of the registry, base64url of 32 bytes each. */
  readonly publicKeys: readonly string[];
  /** File of the last read rollout. */
  readonly file: string;
}

export interface AgencySettings {
  /** Folder of manifests. With a registry, only for the first start. */
  readonly folder: string;
  readonly registry: RegistrySettings | null;
}

export interface AgencyReports {
  /** Called for a change that is refused. */
  readonly refused: (error: unknown) => void;
  /** Called with what the registry sent, and why it cannot be reached. */
  readonly registry: (event: RolloutEvent) => void;
}

/**
 * Agencies as they publish themselves: to the registry, or in a watched folder without one. A start waits
 * neither for the registry nor for its first rollout.
 *
 * @throws ConfigurationError with one line for each problem
 */
export async function openAgencies(
  { folder, registry }: AgencySettings,
  reports: AgencyReports,
): Promise<AgencySource> {
  if (registry === null) return openManifests(folder, reports.refused);
  const file = tokenFile(registry.file);
  const rollouts = rolloutSource({
    pull: createPull({ ...registry, gateway: null }, '/supergraph'),
    keys: await registryKeys(registry.publicKeys),
    file,
    report: reports.registry,
  });
  // Later starts have the agencies of the last rollout immediately.
  const isStored = (await file.read()) !== null;
  const first = isStored ? await directoryOf(rollouts) : await directoryIn(folder, reports);
  let stop: (() => void) | null = null;
  let isClosed = false;
  const source = changeableSource(first, () => {
    isClosed = true;
    stop?.();
  });
  const update = () => directoryOf(rollouts).then(source.replace, reports.refused);
  void (isStored ? Promise.resolve() : update()).then(() => {
    if (!isClosed) stop = rollouts.watch(() => void update());
  });
  return source;
}

async function directoryOf(rollouts: RolloutSource) {
  await rollouts.read();
  const manifests = await rollouts.manifests();
  rollouts.served();
  return createAgencyDirectory([...manifests.values()]);
}

async function directoryIn(folder: string, { refused }: AgencyReports) {
  const source = await openManifests(folder, refused);
  source.close();
  return source.current;
}
