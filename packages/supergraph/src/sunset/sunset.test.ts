import { federationHeader, withPublicClass } from '@civic-graph/testing';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkSupergraph } from '../checks/check-supergraph.ts';
import { composeSupergraph } from '../composition/compose.ts';
import { lintSchema } from '../lint/lint-schema.ts';
import { sunsetProblems } from './sunset-problems.ts';
import { readSunsets } from './sunsets.ts';

const sunsetHeader = `extend schema
  @link(url: "https://civic-graph.example/sunset/v1.0", import: ["@sunset"])
  @composeDirective(name: "@sunset")
directive @sunset(on: String!) on FIELD_DEFINITION`;

function subgraph(fields: string, header = sunsetHeader) {
  const sdl = withPublicClass(`${federationHeader()} ${header} type Query { ${fields} }`);
  return { name: 'trees', url: 'http://trees.invalid/graphql', sdl };
}

const going = 'trees: Int  old: Int @deprecated(reason: "Use trees.") @sunset(on: "2027-06-30")';

describe('@sunset', () => {
  it('reaches the supergraph with the date and the reason', () => {
    const sunsets = readSunsets(parse(composeSupergraph([subgraph(going)])));
    expect([...sunsets]).toEqual([['Query.old', { on: '2027-06-30', reason: 'Use trees.' }]]);
  });

  it.each([
    ['no date', 'trees: Int @deprecated @sunset(on: "2027-02-30")', sunsetHeader, 'write the date'],
    ['no @deprecated', 'trees: Int @sunset(on: "2027-06-30")', sunsetHeader, 'write @deprecated'],
    [
      'no link',
      'trees: Int @deprecated @sunset(on: "2027-06-30")',
      'directive @sunset(on: String!) on FIELD_DEFINITION',
      '@composeDirective',
    ],
    [
      'no @composeDirective',
      'trees: Int @deprecated @sunset(on: "2027-06-30")',
      sunsetHeader.replace('@composeDirective(name: "@sunset")', ''),
      '@composeDirective',
    ],
  ])('is refused with %s', (_, fields, header, message) => {
    const { sdl, problems } = checkSupergraph([subgraph(fields, header)]);
    expect(sdl).toBeNull();
    expect(problems).toMatchObject([
      {
        code: 'SUNSET_INVALID',
        subgraph: 'trees',
        line: expect.any(Number),
        message: expect.stringContaining(message),
      },
    ]);
  });

  it('is missed by the linter beside @deprecated', () => {
    const codes = ({ sdl }: { readonly sdl: string }) =>
      lintSchema(sdl, 'trees').flatMap(({ code }) => (code.includes('SUNSET') ? [code] : []));
    expect(codes(subgraph('trees: Int @deprecated'))).toEqual(['DEPRECATED_WITHOUT_SUNSET']);
    expect(codes(subgraph(going))).toEqual([]);
    // `@sunset` is refused on fields of interfaces.
    const { sdl } = subgraph('trees: Int');
    expect(codes({ sdl: `${sdl} interface Plant { old: Int @deprecated }` })).toEqual([]);
  });
});

describe('a release', () => {
  const problemsOf = (before: string, after: string, today: string) => {
    const changed = subgraph(after);
    return sunsetProblems({
      ...{ before: composeSupergraph([subgraph(before)]), after: composeSupergraph([changed]) },
      ...{ changed, today },
    }).map(({ code, message, line }) => ({ code, message, line }));
  };

  it('may not remove a field before its date', () => {
    const removed = problemsOf(going, 'trees: Int', '2027-06-29');
    expect(removed).toMatchObject([
      { code: 'REMOVED_BEFORE_SUNSET', message: expect.stringContaining('2027-06-30') },
    ]);
    expect(problemsOf(going, 'trees: Int', '2027-06-30')).toEqual([]);
  });

  it('may not announce a date that has come, or one before the date that was announced', () => {
    const dated = (date: string) => going.replace('2027-06-30', date);
    expect(problemsOf('trees: Int  old: Int', going, '2027-06-30')).toMatchObject([
      { code: 'SUNSET_DATE', line: expect.any(Number) },
    ]);
    expect(problemsOf(going, dated('2027-06-01'), '2027-01-01')).toMatchObject([{ code: 'SUNSET_DATE' }]);
    expect(problemsOf(going, dated('2027-12-31'), '2027-01-01')).toEqual([]);
    // The agency may publish other things although the date has come.
    expect(problemsOf(going, `${going} more: Int`, '2028-01-01')).toEqual([]);
  });
});
