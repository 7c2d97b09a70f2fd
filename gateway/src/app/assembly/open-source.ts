import { join } from 'node:path';
import {
  createPull,
  type RolloutSource,
  registryKeys,
  rolloutSource,
  secretsSource,
  tokenFile,
} from '@civic-graph/releases/pull';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../config/config.ts';
import type { PublishedEndpoint } from '../../subgraphs/transport/subgraph-directory.ts';
import { ownSubgraph } from '../../supergraph/own-subgraph/own-subgraph.ts';
import {
  composedFromFolder,
  type SupergraphSource,
  supergraphFile,
} from '../../supergraph/supergraph-source.ts';

export interface OpenedSource {
  readonly source: SupergraphSource;
  /** The rollouts behind it; `null` without a registry. */
  readonly registry: RolloutSource | null;
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
  return openRegistry(settings, logger);
}

async function openRegistry(
  settings: GatewayConfig['supergraph'] & { readonly kind: 'registry' },
  logger: Logger,
): Promise<OpenedSource> {
  const registry = rolloutSource({
    pull: createPull(settings, '/supergraph', { withContracts: true }),
    keys: await registryKeys(settings.publicKeys),
    file: tokenFile(join(settings.folder, 'supergraph.jws')),
    report(event) {
      if (event.event === 'waiting') logger.info('waiting for the registry');
      else if ('reason' in event) logger.warn(event, 'supergraph from the registry; retrying');
      else logger.info(event, 'supergraph from the registry');
    },
  });
  const secrets = secretsSource({
    pull: createPull(settings, '/secrets'),
    secret: settings.secret,
    file: tokenFile(join(settings.folder, 'secrets.jwe')),
    report: (reason) => logger.warn({ reason }, 'secrets of subgraphs from the registry; retrying'),
  });
  return {
    registry,
    source: {
      ...registry,
      watch(changed) {
        const stops = [registry.watch(changed), secrets.watch(changed)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    },
    async published() {
      const [manifests, handedOver] = await Promise.all([registry.manifests(), secrets.read()]);
      const endpoints = [...manifests].map(([name, { endpoint: url, signing }]) => {
        const publicKey = signing.algorithm === 'ed25519' ? signing.publicKey : undefined;
        const secret = publicKey === undefined ? handedOver.get(name) : undefined;
        return [name, { url, publicKey, secret }] as const;
      });
      return new Map(endpoints);
    },
  };
}
