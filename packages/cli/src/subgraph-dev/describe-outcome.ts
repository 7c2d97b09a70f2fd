import { join, relative } from 'node:path';
import type { DevelopOutcome } from '@civic-graph/registry/commands/develop';

type Problem = Extract<DevelopOutcome, { readonly kind: 'refused' }>['problems'][number];

/** Lines for a terminal, which links `file:line:column`. */
export function describeProblems(
  problems: readonly Problem[],
  { subgraph, folder }: { readonly subgraph: string; readonly folder: string },
): string {
  const lines = problems.map(({ severity, code, message, file, line, column, ...problem }) => {
    const isOwn = problem.subgraph === null || problem.subgraph === subgraph;
    const path =
      file === null ? null : isOwn ? join(relative('.', folder), file) : `${problem.subgraph}/${file}`;
    const place = [path, line, column].filter((part) => part !== null).join(':');
    return `${place === '' ? '' : `${place}: `}${severity} ${code}: ${message}`;
  });
  return lines.join('\n');
}
