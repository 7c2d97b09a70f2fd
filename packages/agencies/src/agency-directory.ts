import type { DataClass } from '@civic-graph/policy';
import type { Manifest } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';

/** Description of a scope, as a citizen reads it before consenting. */
export interface ScopeDescription {
  readonly id: string;
  /** Subgraph whose manifest defines it. */
  readonly subgraph: string;
  /** The highest class of data behind the scope. */
  readonly dataClass: DataClass;
  readonly title: { readonly zh: string; readonly en: string };
  readonly content: { readonly zh: string; readonly en: string };
  /** For officials only: no app can be approved for it. */
  readonly officialsOnly: boolean;
  /** Purposes for which apps may request it; `null`: every purpose of the platform. */
  readonly purposes: readonly string[] | null;
  /** Agency that decides on requests for it. */
  readonly decidedBy: string;
}

/** The agencies and scopes of all manifests in force. Immutable: a change makes a new one. */
export interface AgencyDirectory {
  readonly manifests: readonly Manifest[];
  /** Names of all subgraphs in force. */
  readonly subgraphs: readonly string[];
  /** Every scope in force, in display order. */
  readonly scopes: readonly ScopeDescription[];
  describeScope(id: string): ScopeDescription | undefined;
  /** Like `describeScope`, but also describes a scope that no manifest defines any more. */
  recordedScope(id: string): ScopeDescription | undefined;
  /** Scopes of `wanted` that are in `allowed`, in display order. */
  intersectScopes(wanted: Iterable<string>, allowed: Iterable<string>): string[];
  /** Those of `scopes` that are in force, in display order. */
  inOrder(scopes: Iterable<string>): string[];
  /** Agencies by subgraph, also of subgraphs that were in force before. */
  readonly agencies: ReadonlyMap<string, string>;
  /** Agency that runs a subgraph and is responsible for its fields, or did so last. */
  agencyOf(subgraph: string): string | undefined;
  /** Agencies of subgraphs, each once. */
  agenciesOf(subgraphs: Iterable<string>): string[];
  /** Subgraphs of an agency, with those that it ran last. */
  subgraphsOf(agency: string): readonly string[];
}

/**
 * @param manifests in display order
 * @param former manifests that were in force before, oldest first: they explain old records
 * @throws ManifestError if two manifests name the same subgraph, or describe one agency differently
 */
export function createAgencyDirectory(
  manifests: readonly Manifest[],
  former: readonly Manifest[] = [],
): AgencyDirectory {
  refuseContradictions(manifests);
  const scopes = manifests.flatMap(scopesOf);
  const byId = scopesById(scopes);
  const recorded = scopesById([...former.flatMap(scopesOf), ...scopes]);
  const agencies = new Map([...former, ...manifests].map(({ subgraph, agency }) => [subgraph, agency.id]));
  return {
    manifests,
    subgraphs: manifests.map(({ subgraph }) => subgraph),
    scopes,
    agencies,
    describeScope: (id) => byId.get(id),
    recordedScope: (id) => recorded.get(id),
    intersectScopes(wanted, allowed) {
      const [wants, allows] = [new Set(wanted), new Set(allowed)];
      return scopes.map(({ id }) => id).filter((id) => wants.has(id) && allows.has(id));
    },
    inOrder(wanted) {
      const wants = new Set(wanted);
      return scopes.map(({ id }) => id).filter((id) => wants.has(id));
    },
    agencyOf: (subgraph) => agencies.get(subgraph),
    agenciesOf: (subgraphs) => [...new Set([...subgraphs].flatMap((name) => agencies.get(name) ?? []))],
    subgraphsOf: (agency) => [...agencies].flatMap(([subgraph, id]) => (id === agency ? [subgraph] : [])),
  };
}

/** Whether apps may request a scope for a purpose. Without a purpose, only if the scope allows every one. */
export function allowsPurpose({ purposes }: ScopeDescription, purpose: string | null): boolean {
  return purposes === null || (purpose !== null && purposes.includes(purpose));
}

function scopesById(scopes: readonly ScopeDescription[]): ReadonlyMap<string, ScopeDescription> {
  return new Map(scopes.map((scope) => [scope.id, scope]));
}

function scopesOf({ subgraph, agency, scopes }: Manifest): ScopeDescription[] {
  return scopes.map(({ purposes, decidedBy, ...scope }) => ({
    ...scope,
    subgraph,
    purposes: purposes ?? null,
    decidedBy: decidedBy ?? agency.id,
  }));
}

function refuseContradictions(manifests: readonly Manifest[]): void {
  const problems: string[] = [];
  const subgraphs = new Set<string>();
  const agencies = new Map<string, { readonly text: string; readonly subgraph: string }>();
  for (const { subgraph, agency } of manifests) {
    if (subgraphs.has(subgraph)) problems.push(`two manifests name the subgraph ${subgraph}; rename one`);
    subgraphs.add(subgraph);
    const text = JSON.stringify(agency);
    const known = agencies.get(agency.id);
    if (known !== undefined && known.text !== text) {
      problems.push(
        `the manifests of ${known.subgraph} and ${subgraph} describe the agency ${agency.id} differently; make them equal`,
      );
    }
    agencies.set(agency.id, { text, subgraph });
  }
  if (problems.length > 0) throw new ManifestError(problems);
}
