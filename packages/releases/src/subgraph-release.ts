import { contentVersion } from './content-version.ts';

/** Content that an agency publishes. Texts stay unchanged, so that everybody computes the same version. */
export interface SubgraphRelease {
  readonly subgraph: string;
  /** Text of `schema.graphql`. */
  readonly schema: string;
  /** Text of `manifest.json`. */
  readonly manifest: string;
  /** Text of `policy.test.graphql`; `null` if the subgraph has none. */
  readonly policyCases: string | null;
}

export function releaseVersion({ subgraph, schema, manifest, policyCases }: SubgraphRelease): string {
  return contentVersion({ subgraph, schema, manifest, policyCases });
}
