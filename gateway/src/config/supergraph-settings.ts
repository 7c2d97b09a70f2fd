import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationError, parseEnvironment } from '@civic-graph/service';
import { callSecrets } from '../subgraphs/transport/subgraph-directory.ts';
import type { GatewayConfig } from './config.ts';
import type { GatewayEnvironment } from './environment.ts';

export interface RegistrySettings {
  readonly url: string;
  /** Shared with the registry, base64url of at least 32 bytes; signs the pulls. */
  readonly secret: string;
  /** Id of this gateway: decides whether it belongs to a canary. */
  readonly gateway: string;
  /** Ed25519 keys of the registry, base64url of 32 bytes each. */
  readonly publicKeys: readonly string[];
  /** Folder for the rollout that was served last, and for the secrets of subgraphs. */
  readonly folder: string;
  /** Interval of usage reports; `null`: nothing is counted. */
  readonly usageEveryMs: number | null;
  /** Milliseconds between reports of its health to the registry. */
  readonly healthReportMs: number;
}

/**
 * Source of the supergraph, from exactly one of three variables.
 * @throws ConfigurationError that names the variable and the fix
 */
export function supergraphSettings(
  parsed: GatewayEnvironment,
  env: Readonly<Record<string, string | undefined>>,
): GatewayConfig['supergraph'] {
  const { SUPERGRAPH_FILE: path, REGISTRY_URL: url, SUBGRAPH_SCHEMAS: folder } = parsed;
  if (path !== undefined && url !== undefined) {
    throw new ConfigurationError('REGISTRY_URL: SUPERGRAPH_FILE is set too; set one of them');
  }
  if (path !== undefined) return { kind: 'file', path };
  if (url !== undefined) return { kind: 'registry', ...registrySettings(url, parsed, env) };
  if (folder !== undefined) return { kind: 'compose', folder };
  throw new ConfigurationError(
    'SUPERGRAPH_FILE: is required (a supergraph SDL), or REGISTRY_URL, or SUBGRAPH_SCHEMAS (a folder with <name>/schema.graphql)',
  );
}

function registrySettings(
  url: string,
  parsed: GatewayEnvironment,
  env: Readonly<Record<string, string | undefined>>,
): RegistrySettings {
  const { REGISTRY_PUBLIC_KEYS: publicKeys, GATEWAY_ID: id, PORT: port, DATA_DIR: folder } = parsed;
  if (publicKeys === undefined) {
    throw new ConfigurationError('REGISTRY_PUBLIC_KEYS: is required with REGISTRY_URL');
  }
  const { SUBGRAPH_SECRET_PLATFORM: secret } = parseEnvironment(
    { SUBGRAPH_SECRET_PLATFORM: callSecrets },
    env,
  );
  return {
    url,
    secret,
    publicKeys,
    gateway: id ?? `${hostname()}:${port}`,
    folder: resolve(join(folder, `registry-${port}`)),
    usageEveryMs: parsed.USAGE_REPORT_SECONDS === 0 ? null : parsed.USAGE_REPORT_SECONDS * 1_000,
    healthReportMs: parsed.HEALTH_REPORT_MS,
  };
}
