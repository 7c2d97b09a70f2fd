import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type ManifestListing, readManifests, watchManifests } from '@civic-graph/agencies';
import { ConfigurationError, watchFiles } from '@civic-graph/service';
import { areSharedSecrets, publicKeyOf } from '@civic-graph/tokens';
import { z } from 'zod';
import type { EndpointKeys, SubgraphEndpoint } from './subgraph-endpoint.ts';

/**
 * Addresses and keys of subgraphs. The supergraph decides which exist: one listed only here is not called,
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
  /** @throws ConfigurationError that names the first subgraph without an address or key */
  endpointsOf(subgraphs: readonly string[]): readonly SubgraphEndpoint[];
}

/** An endpoint whose address may come from elsewhere: then it is `null`. */
export type ConfiguredEndpoint = EndpointKeys & { readonly name: string; readonly url: string | null };

export interface DirectorySettings {
  /** From the environment, fixed for the life of the process. */
  readonly endpoints: readonly ConfiguredEndpoint[];
  /** JSON that adds to them, by name; read again when it changes. */
  readonly file: string | null;
  /** Folder with `<name>/manifest.json`, for addresses that nothing else sets; watched. */
  readonly manifests?: string | null;
  /** Ed25519: signs calls to subgraphs that are listed with a public key. */
  readonly signingKey?: KeyObject | undefined;
  /** The same from the registry, in place of the folder. */
  readonly published?: (() => Promise<ReadonlyMap<string, PublishedEndpoint>>) | undefined;
}

/** From a manifest. */
export interface PublishedEndpoint {
  readonly url: string;
  /** Ed25519, base64url of 32 bytes; `undefined` for a subgraph with a shared secret. */
  readonly publicKey?: string | undefined;
  /** Handed over to the registry, base64url. */
  readonly secret?: string | undefined;
}

/** The format of signatures (RFC 8941, section 3.3.3) and of composition. */
export const subgraphName = z.string().regex(/^[A-Za-z][\w.-]*$/, 'is not the name of a subgraph');
export const sharedSecret = z
  .string({ error: 'is required' })
  .regex(/^[\w-]{43,}$/, 'must be base64url of at least 32 random bytes');
/** Signs calls. Two during a rotation: the first signs, both verify. */
export const callSecrets = z
  .string({ error: 'is required' })
  .refine(
    areSharedSecrets,
    'must be base64url of at least 32 random bytes, or two of them, separated by a comma',
  );
export const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
export const urlOrSocket = z.union([httpUrl, z.string().regex(/^unix:\/[^:]+(:\/.*)?$/)], {
  error: 'must be an http or https URL, or unix:/path/of.sock',
});

const publicKey = z.string().regex(/^[\w-]{43}$/, 'must be base64url of the 32 bytes of an Ed25519 key');
const listedSubgraph = z
  .strictObject({
    url: urlOrSocket.optional(),
    secret: callSecrets.optional(),
    publicKey: publicKey.optional(),
  })
  .refine(({ secret, publicKey }) => secret === undefined || publicKey === undefined, {
    error: 'has a secret and a publicKey; remove one',
  });
type ListedSubgraph = z.infer<typeof listedSubgraph>;

const listing = z.record(subgraphName, listedSubgraph);

export function subgraphDirectory(settings: DirectorySettings): SubgraphDirectory {
  const { endpoints, file, signingKey, manifests = null } = settings;
  const byEnvironment = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  return {
    async read() {
      const text = file === null ? '{}' : await readFile(file, 'utf8');
      const listed = file === null ? {} : parseListing(text);
      const published = await publishedIn(manifests);
      const publishedEndpoints = (await settings.published?.()) ?? published.endpoints;
      return {
        fingerprint: JSON.stringify([text, [...publishedEndpoints]]),
        names: Object.keys(listed),
        endpointsOf: (subgraphs) =>
          subgraphs.map((name) => {
            const known = byEnvironment.get(name);
            const own = Object.hasOwn(listed, name) ? listed[name] : undefined;
            const { url: publishedUrl, publicKey, secret } = publishedEndpoints.get(name) ?? {};
            const url = own?.url ?? known?.url ?? publishedUrl;
            if (url === undefined) {
              const problem = published.problemOf(name);
              throw problem ?? missing('SUBGRAPH_URL', name, 'SUBGRAPHS_FILE or its manifest');
            }
            const keys = keysFrom(own, signingKey) ?? known ?? keysFrom({ publicKey, secret }, signingKey);
            if (keys === undefined) throw missing('SUBGRAPH_SECRET', name, 'SUBGRAPHS_FILE');
            return { ...keys, name, url };
          }),
      };
    },
    watch(changed) {
      const stops = [
        ...(file === null ? [] : [watchFiles([file], changed)]),
        ...(manifests === null ? [] : [watchEndpoints(manifests, changed)]),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** Addresses that agencies have published. */
interface Published {
  readonly endpoints: ReadonlyMap<string, PublishedEndpoint>;
  /** Why a subgraph has no endpoint although it has a manifest. */
  problemOf(subgraph: string): ConfigurationError | undefined;
}

async function publishedIn(folder: string | null): Promise<Published> {
  const { manifests, problems } = folder === null ? nothing : await readManifests(folder);
  return {
    endpoints: new Map(
      manifests.map(({ subgraph, endpoint: url, signing }) => [
        subgraph,
        { url, ...(signing.algorithm === 'ed25519' && { publicKey: signing.publicKey }) },
      ]),
    ),
    problemOf(subgraph) {
      const own = problems.filter((line) => line.startsWith(`${subgraph}/`));
      return own.length === 0 ? undefined : new ConfigurationError(own.join('\n'));
    },
  };
}

/** The reader of the folder reports an unreadable one. */
function watchEndpoints(folder: string, changed: () => void): () => void {
  return watchManifests(folder, { first: nothing, onChange: changed, report: changed });
}

const nothing: ManifestListing = { folders: [], files: [], manifests: [], problems: [] };

function missing(variable: string, name: string, elsewhere: string): ConfigurationError {
  const suffix = name.toUpperCase().replaceAll('-', '_');
  return new ConfigurationError(
    `${variable}_${suffix}: is required, there or in ${elsewhere}: the supergraph has a subgraph ${name}`,
  );
}

function keysFrom(
  own: Pick<ListedSubgraph, 'secret' | 'publicKey'> | undefined,
  signingKey: KeyObject | undefined,
): EndpointKeys | undefined {
  if (own?.secret !== undefined) return { secret: own.secret };
  if (own?.publicKey === undefined) return undefined;
  if (signingKey === undefined) {
    throw new ConfigurationError(
      'GATEWAY_SIGNING_KEY: is required, since a subgraph has a public key in place of a shared secret',
    );
  }
  return { privateKey: signingKey, publicKey: publicKeyOf(own.publicKey) };
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
      'SUBGRAPHS_FILE: only SUBGRAPH_URL_IDENTITY and SUBGRAPH_SECRET_IDENTITY set identity',
    );
  }
  return parsed.data;
}
