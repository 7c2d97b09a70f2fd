import type { Manifest } from '@civic-graph/agencies';
import type { SubgraphRelease } from '@civic-graph/releases';
import { breakingChanges, checkSupergraph, lintSchema, type SchemaProblem } from '@civic-graph/supergraph';
import { accessChangesOf } from './access-changes.ts';
import { type CheckReport, hasErrors, type Problem } from './check-report.ts';
import { policyCaseProblems } from './policy-case-problems.ts';
import { readManifests } from './read-manifests.ts';

export interface CheckInput {
  /** The releases that would be in force, with the new one, by name of the subgraph. */
  readonly releases: readonly SubgraphRelease[];
  /** Name of the subgraph whose release is new. */
  readonly changed: string;
  /** SDL in force; `null` before the first publish. */
  readonly before: string | null;
}

export interface CheckResult {
  readonly report: CheckReport;
  /** The new supergraph; `null` where the check failed. */
  readonly sdl: string | null;
}

const maxProblems = 100;

/**
 * Checks a release as it would be served: manifests, composition, rules and classes, policy cases of all
 * agencies, breaking changes, conventions, access changes. Takes seconds of processor time.
 */
export async function checkRelease({ releases, changed, before }: CheckInput): Promise<CheckResult> {
  const { sdl, manifests, problems } = composeReleases(releases, changed);
  if (sdl === null) return result({ problems, accessChanges: [] }, null);
  const found = [
    ...releases.flatMap((release) => policyCaseProblems(release, sdl, manifests)),
    ...(before === null ? [] : await changeWarnings(before, sdl)),
    ...lintWarnings(releases, changed, manifests),
  ];
  return result({ problems: found, accessChanges: accessChangesOf(before, sdl) }, sdl);
}

/** Checks manifests, composition, rules and classes alone. */
export function checkComposition(releases: readonly SubgraphRelease[]): CheckResult {
  const { sdl, problems } = composeReleases(releases);
  return result({ problems, accessChanges: [] }, sdl);
}

/** Errors first, because the list is cut. */
function result({ problems, accessChanges }: CheckReport, sdl: string | null): CheckResult {
  const ordered = [...problems].sort(
    (a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'),
  );
  const report = { problems: ordered.slice(0, maxProblems), accessChanges };
  return { report, sdl: hasErrors(report) ? null : sdl };
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

async function changeWarnings(before: string, after: string): Promise<Problem[]> {
  const changes = await breakingChanges(before, after);
  return changes.map(({ criticality, message }) => ({
    severity: 'warning',
    code: criticality === 'breaking' ? 'BREAKING_CHANGE' : 'DANGEROUS_CHANGE',
    message,
    ...{ subgraph: null, file: null, line: null, column: null, fixedBy: null },
  }));
}
