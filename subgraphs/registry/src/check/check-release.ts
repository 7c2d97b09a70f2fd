import { createAgencyDirectory, type Manifest, ManifestError, parseManifest } from '@civic-graph/agencies';
import { callers, policyCallers } from '@civic-graph/demo';
import type { SubgraphRelease } from '@civic-graph/releases';
import { policyFaults } from '@civic-graph/supergraph';
import { accessChangesOf } from './access-changes.ts';
import type { CheckReport, Problem } from './check-report.ts';
import { compose } from './compose.ts';

export interface CheckInput {
  /** The releases that would be in force, with the new one, by name of the subgraph. */
  readonly releases: readonly SubgraphRelease[];
  /** SDL in force; `null` before the first publish. */
  readonly before: string | null;
}

export interface CheckResult {
  readonly report: CheckReport;
  /** The new supergraph; `null` where the check failed. */
  readonly sdl: string | null;
}

const maxProblems = 100;

/** Checks a release as it would be served. Pure; it takes seconds of processor time. */
export function checkRelease({ releases, before }: CheckInput): CheckResult {
  const { manifests, ...composed } = composeReleases(releases);
  if (composed.sdl === null) return failed(composed.problems);
  const { sdl } = composed;
  const problems = [
    ...composed.problems,
    ...releases.flatMap((release) => casesOf(release, sdl, manifests)),
  ].slice(0, maxProblems);
  const accessChanges = accessChangesOf(before, sdl);
  const isSound = problems.every(({ severity }) => severity !== 'error');
  return { report: { problems, accessChanges }, sdl: isSound ? sdl : null };
}

/** Checks manifests, composition and policies alone. */
export function checkComposition(releases: readonly SubgraphRelease[]): CheckResult {
  const { sdl, problems } = composeReleases(releases);
  return sdl === null ? failed(problems) : { report: { problems, accessChanges: [] }, sdl };
}

function failed(problems: readonly Problem[]): CheckResult {
  return { report: { problems: problems.slice(0, maxProblems), accessChanges: [] }, sdl: null };
}

function composeReleases(releases: readonly SubgraphRelease[]) {
  const { manifests, problems } = readManifests(releases);
  return { manifests, ...(problems.length > 0 ? { sdl: null, problems } : compose(releases, manifests)) };
}

function readManifests(releases: readonly SubgraphRelease[]) {
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  for (const { subgraph, manifest } of releases) {
    try {
      manifests.push(parseManifest(manifest, `${subgraph}/manifest.json`));
    } catch (error) {
      problems.push(...manifestProblems(error, subgraph));
    }
  }
  try {
    createAgencyDirectory(manifests);
  } catch (error) {
    problems.push(...manifestProblems(error, null));
  }
  return { manifests, problems };
}

/** One problem for each line. @throws the error if it is none of a manifest */
export function manifestProblems(error: unknown, subgraph: string | null): Problem[] {
  if (!(error instanceof ManifestError)) throw error;
  return error.message.split('\n').map((message) => ({
    ...{ severity: 'error', code: error.code, message, subgraph, file: 'manifest.json' },
    ...{ line: null, column: null, fixedBy: null },
  }));
}

/** The policy cases of one agency, held against the new supergraph. */
function casesOf(release: SubgraphRelease, sdl: string, manifests: readonly Manifest[]): Problem[] {
  const { subgraph, policyCases } = release;
  const own = manifests.find((manifest) => manifest.subgraph === subgraph);
  const fixedBy = own?.agency.id ?? null;
  return faults().map((message) => ({
    ...{ severity: 'error', code: 'POLICY_CASE_FAILED', message, subgraph, file: 'policy.test.graphql' },
    ...{ line: null, column: null, fixedBy },
  }));

  function faults(): readonly string[] {
    try {
      return policyFaults(sdl, own === undefined ? callers : policyCallers(own), {
        agency: subgraph,
        text: policyCases,
      });
    } catch (error) {
      // The cases cannot be read: invalid GraphQL, a field or a caller that does not exist.
      return [`${subgraph}: ${error instanceof Error ? error.message : error}`];
    }
  }
}
