import type { SchemaLink } from './schema-links.ts';

/** Canonical names of directives that restrict access. */
export const accessRules = [
  'authenticated',
  'requiresScopes',
  'policy',
  'dataClass',
  'inaccessible',
] as const;
export type AccessRule = (typeof accessRules)[number];

/** A subgraph imports the rules from federation; composition adds a link for each to the supergraph. */
export type SchemaKind = 'subgraph' | 'supergraph';

const dataClass = { 'https://civic-graph.example/data-class': { 'v1.0': ['dataClass'] } } as const;
const federation = 'https://specs.apollo.dev/federation';
/** Latest minor version of federation 2 that composition supports. */
const latestMinor = 14;

type Versions = Readonly<Record<string, readonly AccessRule[]>>;

const specifications: Readonly<Record<SchemaKind, Readonly<Record<string, Versions>>>> = {
  subgraph: { [federation]: federationVersions(), ...dataClass },
  supergraph: {
    'https://specs.apollo.dev/authenticated': { 'v0.1': ['authenticated'] },
    'https://specs.apollo.dev/requiresScopes': { 'v0.1': ['requiresScopes'] },
    'https://specs.apollo.dev/policy': { 'v0.1': ['policy'] },
    'https://specs.apollo.dev/inaccessible': { 'v0.1': ['inaccessible'], 'v0.2': ['inaccessible'] },
    ...dataClass,
  },
};

/** Enforced rules that a link imports. Empty for any other link. */
export function rulesOfLink({ identity, version }: SchemaLink, kind: SchemaKind): readonly AccessRule[] {
  const versions = Object.hasOwn(specifications[kind], identity) ? specifications[kind][identity] : undefined;
  return versions && version !== null && Object.hasOwn(versions, version) ? (versions[version] ?? []) : [];
}

/** https://specs.apollo.dev/link/v1.0: a directive named like its specification uses the bare namespace. */
export function unimportedNames(link: SchemaLink, rule: AccessRule): readonly string[] {
  const specification = link.identity.slice(link.identity.lastIndexOf('/') + 1);
  if (specification === rule) return [link.namespace];
  const prefixed = `${link.namespace}__${rule}`;
  return link.identity === federation ? [prefixed] : [link.namespace, prefixed];
}

function federationVersions(): Versions {
  const since = { inaccessible: 0, authenticated: 5, requiresScopes: 5, policy: 6 } as const;
  return Object.fromEntries(
    Array.from({ length: latestMinor + 1 }, (_, minor) => [
      `v2.${minor}`,
      (Object.keys(since) as (keyof typeof since)[]).filter((rule) => since[rule] <= minor),
    ]),
  );
}
