import type { AgencyRelease, Publication } from './publish-supergraph.ts';

/** A release as stored; its texts are not parsed. */
export function sampleRelease(subgraph: string, changes: Partial<AgencyRelease> = {}): AgencyRelease {
  return {
    subgraph,
    agency: `agency-of-${subgraph}`,
    schema: `type Query { ${subgraph}: Int }`,
    manifest: JSON.stringify({ subgraph }),
    policyCases: null,
    ...changes,
  };
}

/** The first publication of a registry, unless overridden. */
export function samplePublication(changes: Partial<Publication> = {}): Publication {
  return {
    releases: [sampleRelease('libraries')],
    sdl: 'schema { query: Query }',
    base: null,
    canaryPercent: 100,
    by: { subject: 'operator', agency: 'agency-of-libraries' },
    reason: null,
    ...changes,
  };
}
