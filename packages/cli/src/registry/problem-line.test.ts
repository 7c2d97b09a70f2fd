import { describe, expect, it } from 'vitest';
import { describeProblems } from '../subgraph-dev/describe-outcome.ts';
import { problemLine } from './problem-line.ts';

const problem = { code: 'UNKNOWN_TYPE', message: 'There is no type "Line".', fixedBy: null };

describe('a problem', () => {
  it('names its place as far as it is known', () => {
    const where = { subgraph: 'transport', file: 'schema.graphql', line: 3, column: 5 };
    expect(problemLine({ ...problem, ...where, severity: 'ERROR', fixedBy: 'transport' })).toBe(
      'error UNKNOWN_TYPE transport/schema.graphql:3:5: There is no type "Line". (to be fixed by transport)',
    );
    expect(problemLine({ ...problem, severity: 'WARNING', file: null, line: null })).toBe(
      'warning UNKNOWN_TYPE There is no type "Line".',
    );
  });

  it('while it is developed, has a path that the terminal can open', () => {
    const found = { ...problem, severity: 'error', file: 'schema.graphql', line: 3, column: null } as const;
    const ofBoth = [
      { ...found, subgraph: 'libraries' },
      { ...found, subgraph: 'transport' },
    ];
    expect(describeProblems(ofBoth, { subgraph: 'libraries', folder: '../libraries' }).split('\n')).toEqual([
      'error UNKNOWN_TYPE ../libraries/schema.graphql:3: There is no type "Line".',
      'error UNKNOWN_TYPE transport/schema.graphql:3: There is no type "Line".',
    ]);
  });
});
