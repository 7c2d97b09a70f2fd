/**
 * Link of a supergraph in which composition collected the implementers' rules on interfaces. Older composers
 * keep rules unchanged, and nothing else shows the difference.
 */
export const gatheredRules = {
  identity: 'https://civic-graph.example/gathered-rules',
  version: 'v1.0',
} as const;

/** The supergraph with the link, for use directly after such a composer. */
export function withGatheredRules(supergraphSdl: string): string {
  const { identity, version } = gatheredRules;
  return supergraphSdl.replace(
    /^schema\n(?: {2}@link\(.*\)\n)+/,
    `$&  @link(url: "${identity}/${version}")\n`,
  );
}
