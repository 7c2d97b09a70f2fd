import { readFile } from 'node:fs/promises';
import { ConfigurationError, watchFiles } from '@civic-graph/service';
import { z } from 'zod';
import type { SubgraphEndpoint } from './subgraph-endpoint.ts';

/**
 * Addresses and secrets of subgraphs. The supergraph decides which exist: one listed only here is not called,
 * one missing here prevents serving.
 */
export interface SubgraphDirectory {
  read(): Promise<SubgraphListing>;
  /** Calls `changed` after a change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

export interface SubgraphListing {
  /** Equal for equal content. Never shown: it is derived from secrets. */
  readonly fingerprint: string;
  /** Subgraphs listed in the file. */
  readonly names: readonly string[];
  /** @throws ConfigurationError that names the first subgraph without an address or secret */
  endpointsOf(subgraphs: readonly string[]): readonly SubgraphEndpoint[];
}

export interface DirectorySettings {
  /** From the environment, fixed for the life of the process. */
  readonly endpoints: readonly SubgraphEndpoint[];
  /** JSON that adds to them, by name; read again when it changes. */
  readonly file: string | null;
}

/** The format of signatures (RFC 8941, section 3.3.3) and of composition. */
export const subgraphName = z.string().regex(/^[A-Za-z][\w.-]*$/, 'is not the name of a subgraph');
export const sharedSecret = z
  .string({ error: 'is required' })
  .regex(/^[\w-]{43,}$/, 'must be base64url of at least 32 random bytes');
export const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
export const urlOrSocket = z.union([httpUrl, z.string().regex(/^unix:\/[^:]+(:\/.*)?$/)], {
  error: 'must be an http or https URL, or unix:/path/of.sock',
});

const listing = z.record(
  subgraphName,
  z.strictObject({ url: urlOrSocket.optional(), secret: sharedSecret.optional() }),
);

export function subgraphDirectory({ endpoints, file }: DirectorySettings): SubgraphDirectory {
  const byEnvironment = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  return {
    async read() {
      const text = file === null ? '{}' : await readFile(file, 'utf8');
      const listed = file === null ? {} : parseListing(text);
      return {
        fingerprint: text,
        names: Object.keys(listed),
        endpointsOf: (subgraphs) =>
          subgraphs.map((name) => {
            const known = byEnvironment.get(name);
            const own = Object.hasOwn(listed, name) ? listed[name] : undefined;
            const url = own?.url ?? known?.url;
            const secret = own?.secret ?? known?.secret;
            if (url === undefined) throw missing('SUBGRAPH_URL', name);
            if (secret === undefined) throw missing('SUBGRAPH_SECRET', name);
            return { name, url, secret };
          }),
      };
    },
    watch: (changed) => (file === null ? () => undefined : watchFiles([file], changed)),
  };
}

function missing(variable: string, name: string): ConfigurationError {
  const suffix = name.toUpperCase().replaceAll('-', '_');
  return new ConfigurationError(
    `${variable}_${suffix}: is required, there or in SUBGRAPHS_FILE: the supergraph has a subgraph ${name}`,
  );
}

/** @throws ConfigurationError, without any of the content */
function parseListing(text: string): z.infer<typeof listing> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConfigurationError('SUBGRAPHS_FILE: is not JSON');
  }
  const parsed = listing.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') ?? '';
    throw new ConfigurationError(`SUBGRAPHS_FILE: ${where} ${issue?.message ?? 'is invalid'}`);
  }
  // Revocations, access records and switches use them as well, so these do not change while the gateway runs.
  if (Object.hasOwn(parsed.data, 'identity')) {
    throw new ConfigurationError(
      'SUBGRAPHS_FILE: identity is set by SUBGRAPH_URL_IDENTITY and SUBGRAPH_SECRET_IDENTITY alone',
    );
  }
  return parsed.data;
}
