import { readFile } from 'node:fs/promises';
import { type ManifestListing, readManifests, watchManifests } from '@civic-graph/agencies';
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
  readonly endpoints: readonly (Omit<SubgraphEndpoint, 'url'> & { readonly url: string | null })[];
  /** JSON that adds to them, by name; read again when it changes. */
  readonly file: string | null;
  /** Folder with `<name>/manifest.json`, whose endpoints are the addresses that nothing else sets; watched. */
  readonly manifests?: string | null;
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

export function subgraphDirectory({
  endpoints,
  file,
  manifests = null,
}: DirectorySettings): SubgraphDirectory {
  const byEnvironment = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  return {
    async read() {
      const text = file === null ? '{}' : await readFile(file, 'utf8');
      const listed = file === null ? {} : parseListing(text);
      const published = await publishedIn(manifests);
      return {
        fingerprint: JSON.stringify([text, [...published.urls]]),
        names: Object.keys(listed),
        endpointsOf: (subgraphs) =>
          subgraphs.map((name) => {
            const known = byEnvironment.get(name);
            const own = Object.hasOwn(listed, name) ? listed[name] : undefined;
            const url = own?.url ?? known?.url ?? published.urls.get(name);
            const secret = own?.secret ?? known?.secret;
            if (url === undefined)
              throw (
                published.problemOf(name) ?? missing('SUBGRAPH_URL', name, 'SUBGRAPHS_FILE or its manifest')
              );
            if (secret === undefined) throw missing('SUBGRAPH_SECRET', name, 'SUBGRAPHS_FILE');
            return { name, url, secret };
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
  readonly urls: ReadonlyMap<string, string>;
  /** Why there is none of a subgraph, if its manifest is there. */
  problemOf(subgraph: string): ConfigurationError | undefined;
}

async function publishedIn(folder: string | null): Promise<Published> {
  const { manifests, problems } = folder === null ? nothing : await readManifests(folder);
  return {
    urls: new Map(manifests.map(({ subgraph, endpoint }) => [subgraph, endpoint])),
    problemOf(subgraph) {
      const own = problems.filter((line) => line.startsWith(`${subgraph}/`));
      return own.length === 0 ? undefined : new ConfigurationError(own.join('\n'));
    },
  };
}

/** A folder that is unreadable is reported where it is read. */
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
