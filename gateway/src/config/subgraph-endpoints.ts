import { parseEnvironment } from '@civic-graph/service';
import {
  callSecrets,
  type DirectorySettings,
  urlOrSocket,
} from '../subgraphs/transport/subgraph-directory.ts';
import type { Environment } from './environment.ts';

/**
 * Every `SUBGRAPH_SECRET_<NAME>` belongs to a subgraph: `PUBLIC_WORKS` to `public-works`. Other names need
 * the file. Without `SUBGRAPH_URL_<NAME>` the address is for the file or the manifest to say.
 */
export function otherEndpoints(env: Environment): DirectorySettings['endpoints'] {
  const suffixes = Object.entries(env).flatMap(([name, value]) =>
    value ? (/^SUBGRAPH_SECRET_([A-Z][A-Z0-9_]*?)(?:_FILE)?$/.exec(name)?.[1] ?? []) : [],
  );
  return [...new Set(suffixes)]
    .filter((suffix) => suffix !== 'IDENTITY')
    .map((suffix) => {
      const name = suffix.toLowerCase().replaceAll('_', '-');
      const [url, secret] = [`SUBGRAPH_URL_${suffix}`, `SUBGRAPH_SECRET_${suffix}`];
      const parsed = parseEnvironment({ [secret]: callSecrets, [url]: urlOrSocket.optional() }, env);
      return { name, url: parsed[url] ?? null, secret: String(parsed[secret]) };
    });
}
