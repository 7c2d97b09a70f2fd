import { expect, test } from 'vitest';
import { subgraphs } from '../../../test/fixtures/create-engine.ts';
import { composeAsWritten, type Hints, hintedSupergraph } from '../../../test/fixtures/hinted-supergraph.ts';
import { createRustPlanner } from '../../planning/planners/rust-planner.ts';
import { admitSupergraph } from '../../supergraph/served-supergraph.ts';

const admit = (sdl: string) => admitSupergraph(sdl, createRustPlanner);
const asWritten = (hints: Hints) => hintedSupergraph(hints, subgraphs, composeAsWritten);
const good = asWritten({ people: { Address: 'inheritMaxAge: true', 'Query.person': 'maxAge: 5' } });

test('hints are read under whatever name the link gives the directive', () => {
  const renamed = good
    .replace(/import: \["@cacheControl"\]/, 'import: [{ name: "@cacheControl", as: "@keep" }]')
    .replaceAll('@cacheControl(', '@keep(');
  expect(renamed).toContain('@keep(maxAge: 5)');
  for (const sdl of [good, renamed]) {
    const { cacheIndex } = admit(sdl);
    expect(cacheIndex.hintOf('Query.person')).toEqual({ maxAge: 5, isPrivate: false, inheritsMaxAge: false });
    expect(cacheIndex.hintOf('Address')).toEqual({ maxAge: null, isPrivate: false, inheritsMaxAge: true });
    expect(cacheIndex.hintOf('Query.people')).toBeUndefined();
  }
});

test.each<[string, string, string, RegExp]>([
  ['what needs a scope', 'Person.diary', 'maxAge: 9', /^Person\.diary: .*public, but it has an access rule/],
  ['what needs a policy', 'Company.name', 'maxAge: 9', /^Company\.name: .*public, but it has an access rule/],
  [
    'a guarded field, by the age of its object',
    'Person.secret',
    'inheritMaxAge: true',
    /^Person\.secret: .*public/,
  ],
  ['more than a day', 'Query.person', 'maxAge: 86401', /^Query\.person: .*maxAge/],
  ['less than nothing', 'Query.person', 'maxAge: -1', /^Query\.person: .*maxAge/],
  ['an age and its object’s', 'Query.person', 'maxAge: 1, inheritMaxAge: true', /exclude each other/],
  ['an age for others’ answers too', 'Person', 'maxAge: 9', /^Person: several subgraphs resolve it/],
  ['an age of a field of several', 'Person.id', 'maxAge: 9', /^Person\.id: several subgraphs resolve it/],
])('rejects a supergraph that would cache %s', (_title, coordinate, hint, reason) => {
  const subgraph = asWritten({ people: { [coordinate]: hint } });
  expect(() => admit(subgraph)).toThrow(reason);
  expect(() => admit(subgraph)).toThrow(expect.objectContaining({ code: 'CACHE_HINT_INVALID' }));
});

test.each<[string, string, string, RegExp]>([
  [
    'of class C1',
    '@cacheControl(maxAge: 5) @dataClass(class: C0)',
    '@cacheControl(maxAge: 5) @dataClass(class: C1) @authenticated',
    /^Query\.person: .*its class is C1/,
  ],
  [
    'twice',
    '@cacheControl(maxAge: 5)',
    '@cacheControl(maxAge: 5) @cacheControl(maxAge: 6)',
    /^Query\.person: .*repeated/,
  ],
  [
    'with an unknown argument',
    '@cacheControl(maxAge: 5)',
    '@cacheControl(maxAge: 5, sMaxAge: 6)',
    /^Query\.person: .*not understood/,
  ],
  [
    'with an unknown scope',
    '@cacheControl(maxAge: 5)',
    '@cacheControl(maxAge: 5, scope: SHARED)',
    /^Query\.person: .*scope/,
  ],
  ['that says nothing', '@cacheControl(maxAge: 5)', '@cacheControl', /^Query\.person: .*it has no arguments/],
  ['of another version', 'cache-control/v1.0', 'cache-control/v2.0', /v2\.0; this gateway supports v1\.0/],
])('a hint %s rejects the supergraph', (_title, from, to, reason) => {
  const person = /person\(id: ID!\): Person @join__field\(graph: PEOPLE\) (.*)/.exec(good)?.[1] ?? '';
  const normal = good.replace(person, '@cacheControl(maxAge: 5) @dataClass(class: C0)');
  expect(admit(normal).cacheIndex.hintOf('Query.person')?.maxAge).toBe(5);
  expect(normal).toContain(from);
  expect(() => admit(normal.replace(from, to))).toThrow(reason);
});

test('private data may declare it anywhere', () => {
  const { cacheIndex } = admit(
    asWritten({ people: { 'Person.diary': 'maxAge: 60, scope: PRIVATE', Person: 'scope: PRIVATE' } }),
  );
  expect(cacheIndex.hintOf('Person.diary')).toMatchObject({ maxAge: 60, isPrivate: true });
});

test('an age of a type counts for the fields of the subgraph that gives it', () => {
  const { cacheIndex } = admit(hintedSupergraph({ ratings: { Place: 'maxAge: 9' } }));
  expect(cacheIndex.hintOf('Place.stars')?.maxAge).toBe(9);
  expect(cacheIndex.hintOf('Place.title')).toBeUndefined();
  // Both subgraphs give it.
  expect(cacheIndex.hintOf('Place.code')).toBeUndefined();
});
