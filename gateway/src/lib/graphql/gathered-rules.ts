/**
 * A link in the supergraph that tells how its rules on interfaces came about: composition refused every rule
 * that somebody wrote on an interface, and wrote there what it gathered from the implementers. Older
 * composers leave rules as written, and the text of a supergraph does not tell which one made it.
 */
export const gatheredRules = {
  identity: 'https://civic-graph.example/gathered-rules',
  version: 'v1.0',
} as const;

/** The supergraph with the link. Only for whoever has just composed it with a composer that gathers. */
export function withGatheredRules(supergraphSdl: string): string {
  const { identity, version } = gatheredRules;
  return supergraphSdl.replace(
    /^schema\n(?: {2}@link\(.*\)\n)+/,
    `$&  @link(url: "${identity}/${version}")\n`,
  );
}
