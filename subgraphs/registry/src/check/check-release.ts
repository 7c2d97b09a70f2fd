import type { Manifest } from '@civic-graph/agencies';
import type { SubgraphRelease } from '@civic-graph/releases';
import {
  checkSupergraph,
  lintSchema,
  type SchemaChange,
  type SchemaProblem,
  schemaChanges,
  sunsetProblems,
} from '@civic-graph/supergraph';
import { changelogOf } from '../changelog/changes-between.ts';
import { accessChangesOf } from './access-changes.ts';
import {
  type AccessChange,
  type CheckReport,
  hasErrors,
  nowhere,
  type Problem,
  type ReleaseCause,
  severityFor,
  worstFirst,
} from './check-report.ts';
import type { CheckedContract } from './checked-contracts.ts';
import { type ContractToCheck, contractProblems } from './contract-problems.ts';
import { endpointProblems } from './endpoint-problems.ts';
import { brokenForOthers, newlyReceived, takenOver } from './foreign-fields.ts';
import { loosenedScopes } from './loosened-scopes.ts';
import { policyCaseProblems } from './policy-case-problems.ts';
import { readManifests } from './read-manifests.ts';

export interface CheckInput {
  /** The releases in force with the new one, by name of the subgraph. */
  readonly releases: readonly SubgraphRelease[];
  /** Name of the subgraph whose release is new. */
  readonly changed: string;
  /** SDL in force; `null` before the first publish. */
  readonly before: string | null;
  /** Manifest of the subgraph's release in force; `null` if there is none. */
  readonly manifestBefore: string | null;
  /** The contracts in force. Default is none. */
  readonly contracts?: readonly ContractToCheck[];
  /** Default is `publish`. */
  readonly cause?: ReleaseCause;
  /** Date (ISO 8601, UTC), from which deprecations count. */
  readonly today: string;
}

/** A breaking change, before it is weighed by usage. */
export interface BrokenBy {
  readonly message: string;
  /** Coordinates whose users it may break; empty where usage cannot tell. */
  readonly breaks: readonly string[];
}

export interface CheckResult {
  /** Without the breaking changes. */
  readonly report: CheckReport;
  readonly breaking: readonly BrokenBy[];
  /** The new supergraph; `null` if the check failed. */
  readonly sdl: string | null;
  /** The schemas of contracts with the new supergraph; missing where it does not compose. */
  readonly contracts?: readonly CheckedContract[];
}

/**
 * Checks a release as it would be served: manifests, composition, rules and classes, policy cases of all
 * agencies, breaking changes, conventions, access changes. Takes seconds of CPU time.
 */
export async function checkRelease(input: CheckInput): Promise<CheckResult> {
  const { releases, changed, before, today } = input;
  const { sdl, manifests, problems } = composeReleases(releases, changed);
  if (sdl === null) return result({ problems, accessChanges: [] }, null);
  const changes = before === null ? [] : await schemaChanges(before, sdl);
  const { contracts, problems: ofContracts } = await contractProblems(input.contracts ?? [], {
    inForce: before,
    after: sdl,
    cause: input.cause ?? 'publish',
  });
  const found = [
    ...releases.flatMap((release) => policyCaseProblems(release, sdl, manifests)),
    ...manifests.filter(({ subgraph }) => subgraph === changed).flatMap(endpointProblems),
    ...takenOver({ after: sdl, changed, releases, manifests }),
    ...brokenForOthers(changes, { before, changed, manifests, cause: input.cause ?? 'publish' }),
    ...ofSunsets(),
    ...changes.filter(({ criticality }) => criticality === 'dangerous').map(dangerWarning),
    ...lintWarnings(releases, changed, manifests),
    ...ofContracts,
  ];
  const breaking = changes.filter(({ criticality }) => criticality === 'breaking').map(brokenBy);
  const accessChanges = accessChangesOf(before, sdl);
  const changelog = before === null ? {} : { changelog: changelogOf(before, sdl, changes, accessChanges) };
  const loosened = loosenedBy(input, sdl, manifests);
  const received = newlyReceived({ before, after: sdl, changed, manifests });
  // The list is read in pages, and these are easily missed.
  const all = [...received, ...loosened, ...accessChanges];
  return { ...result({ problems: found, accessChanges: all, ...changelog }, sdl, breaking), contracts };

  function ofSunsets(): Problem[] {
    const release = releases.find(({ subgraph }) => subgraph === changed);
    if (before === null || sdl === null || release === undefined) return [];
    const check = { before, after: sdl, changed: { name: changed, sdl: release.schema }, today };
    const severity = severityFor(input.cause ?? 'publish');
    return sunsetProblems(check).map((problem) => asProblem(severity, problem, manifests));
  }
}

function loosenedBy(
  { changed, before, manifestBefore }: CheckInput,
  sdl: string,
  manifests: readonly Manifest[],
): AccessChange[] {
  const manifest = manifests.find(({ subgraph }) => subgraph === changed);
  if (manifest === undefined) return [];
  // One that an older format allowed counts as none.
  const old = manifestBefore === null ? [] : manifestsIn(changed, manifestBefore);
  return loosenedScopes({ manifest: old[0], sdl: before }, { manifest, sdl });
}

function manifestsIn(subgraph: string, manifest: string): readonly Manifest[] {
  return readManifests([{ subgraph, manifest, schema: '', policyCases: null }]).manifests;
}

/** Checks only manifests, composition, rules and classes. */
export function checkComposition(releases: readonly SubgraphRelease[]): CheckResult {
  const { sdl, problems } = composeReleases(releases);
  return result({ problems, accessChanges: [] }, sdl);
}

function result(
  { problems, ...rest }: CheckReport,
  sdl: string | null,
  breaking: readonly BrokenBy[] = [],
): CheckResult {
  const report = { problems: worstFirst(problems), ...rest };
  return { report, breaking, sdl: hasErrors(report) ? null : sdl };
}

function composeReleases(releases: readonly SubgraphRelease[], changed?: string) {
  const { manifests, problems } = readManifests(releases);
  if (problems.length > 0) return { sdl: null, manifests, problems };
  const definitions = releases.map(({ subgraph, schema }) => ({
    ...{ name: subgraph, sdl: schema },
    url: manifests.find((manifest) => manifest.subgraph === subgraph)?.endpoint ?? '',
  }));
  const check = checkSupergraph(definitions, changed === undefined ? {} : { changed });
  return {
    sdl: check.sdl,
    manifests,
    problems: check.problems.map((problem) => asProblem('error', problem, manifests)),
  };
}

function asProblem(
  severity: Problem['severity'],
  { fixedBy, ...problem }: SchemaProblem,
  manifests: readonly Manifest[],
): Problem {
  const manifest = manifests.find(({ subgraph }) => subgraph === fixedBy);
  return { ...problem, severity, fixedBy: manifest?.agency.id ?? null };
}

function lintWarnings(
  releases: readonly SubgraphRelease[],
  changed: string,
  manifests: readonly Manifest[],
): Problem[] {
  const release = releases.find(({ subgraph }) => subgraph === changed);
  const warnings = release === undefined ? [] : lintSchema(release.schema, changed);
  return warnings.map((problem) => asProblem('warning', problem, manifests));
}

function brokenBy({ message, breaks }: SchemaChange): BrokenBy {
  return { message, breaks };
}

function dangerWarning({ message }: SchemaChange): Problem {
  return {
    ...{ severity: 'warning', code: 'DANGEROUS_CHANGE', message },
    ...nowhere,
    fixedBy: null,
  };
}
