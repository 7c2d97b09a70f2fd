import type { SchemaCheck } from './operations.ts';
import { problemLine } from './problem-line.ts';

/** A check as lines of text: problems with their place, then who gains or loses which field. */
export function describeCheck({ problems, accessChanges, needs, state }: SchemaCheck): string {
  const { nodes, pageInfo } = accessChanges;
  const lines = [
    ...problems.map(problemLine),
    ...nodes.map(({ kind, coordinate, dataClass, callers }) => {
      const change = kind === 'GAINS' ? '+' : '-';
      const who = callers.includes('anonymous') ? 'everybody' : callers.join(', ');
      return `${change} ${coordinate} (${dataClass}): ${who}`;
    }),
    ...(pageInfo.hasNextPage ? [`… more than ${nodes.length} access changes`] : []),
    ...(needs.length > 0 ? [`Needs approval: ${needs.join(', ')}`] : []),
    `Check: ${state}`,
  ];
  return `${lines.join('\n')}\n`;
}
