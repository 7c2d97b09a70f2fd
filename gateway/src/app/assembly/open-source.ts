import type { Logger } from 'pino';
import type { GatewayConfig } from '../../config/config.ts';
import type { PublishedEndpoint } from '../../subgraphs/transport/subgraph-directory.ts';
import { ownSubgraph } from '../../supergraph/own-subgraph/own-subgraph.ts';
import { createPullRollout } from '../../supergraph/registry/pull-rollout.ts';
import { registryKeys } from '../../supergraph/registry/registry-keys.ts';
import { type RegistrySource, registrySource } from '../../supergraph/registry/registry-source.ts';
import { rolloutFile } from '../../supergraph/registry/rollout-file.ts';
import {
  composedFromFolder,
  type SupergraphSource,
  supergraphFile,
} from '../../supergraph/supergraph-source.ts';

export interface OpenedSource {
  readonly source: SupergraphSource;
  /** The same source; `null` without a registry. */
  readonly registry: RegistrySource | null;
  /** Addresses and public keys that the agencies publish; only the registry knows them. */
  readonly published?: (() => Promise<ReadonlyMap<string, PublishedEndpoint>>) | undefined;
}

export async function openSource(
  settings: GatewayConfig['supergraph'],
  logger: Logger,
): Promise<OpenedSource> {
  if (settings.kind === 'file') return { source: supergraphFile(settings.path), registry: null };
  if (settings.kind === 'compose') {
    return { source: composedFromFolder(settings.folder, ownSubgraph), registry: null };
  }
  const source = registrySource({
    pull: createPullRollout(settings),
    keys: await registryKeys(settings.publicKeys),
    file: rolloutFile(settings.file),
    report(event) {
      if ('reason' in event) logger.warn(event, 'supergraph from the registry; retrying');
      else logger.info(event, 'supergraph from the registry');
    },
  });
  return {
    source,
    registry: source,
    async published() {
      const endpoints = [...(await source.manifests())].map(([name, { endpoint: url, signing }]) => {
        const publicKey = signing.algorithm === 'ed25519' ? signing.publicKey : undefined;
        return [name, { url, publicKey }] as const;
      });
      return new Map(endpoints);
    },
  };
}
