import type { SchemaCheck } from './operations.ts';
import { problemLine } from './problem-line.ts';

/**
 * A check as lines of text: problems with their place, then who gains or loses which field, and where people
 * read it.
 */
export function describeCheck({ problems, accessChanges, needs, state, url }: SchemaCheck): string {
  const { nodes, pageInfo } = accessChanges;
  const lines = [
    ...problems.map(problemLine),
    ...nodes.map(({ kind, coordinate, dataClass, callers, affectedCitizens }) => {
      const change = kind === 'GAINS' ? '+' : '-';
      const who = callers.includes('anonymous') ? 'everybody' : callers.join(', ');
      const citizens = affectedCitizens === null ? '' : `; consenting citizens: ${affectedCitizens}`;
      return `${change} ${coordinate} (${dataClass}): ${who}${citizens}`;
    }),
    ...(pageInfo.hasNextPage ? [`… more than ${nodes.length} access changes`] : []),
    ...(needs.length > 0 ? [`Needs approval: ${needs.join(', ')}`] : []),
    `Check: ${state}`,
    `Report: ${url}`,
  ];
  return `${lines.join('\n')}\n`;
}
