import { join, relative } from 'node:path';
import type { DevelopOutcome } from '@civic-graph/registry/commands/develop';
import { problemLine } from '../registry/problem-line.ts';

type Problem = Extract<DevelopOutcome, { readonly kind: 'refused' }>['problems'][number];

/** Lines for a terminal, with files of the subgraph as seen from the current folder. */
export function describeProblems(
  problems: readonly Problem[],
  { subgraph, folder }: { readonly subgraph: string; readonly folder: string },
): string {
  const lines = problems.map((problem) => {
    if (problem.subgraph !== null && problem.subgraph !== subgraph) return problemLine(problem);
    const file = problem.file === null ? null : join(relative('.', folder), problem.file);
    return problemLine({ ...problem, subgraph: null, file });
  });
  return lines.join('\n');
}
