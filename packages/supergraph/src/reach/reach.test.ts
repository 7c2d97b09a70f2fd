import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../composition/compose.ts';
import { subgraph } from '../subgraphs.fixture.ts';
import { reachOf } from './reach.ts';
import { resolvesAlone } from './resolves-alone.ts';

const header = (names: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])`;

describe('a subgraph that another agency adds', () => {
  const owner = subgraph(
    'identity',
    `type Query { me: Citizen @dataClass(class: C0) }
     type Citizen @key(fields: "uin") @dataClass(class: C0) {
       uin: ID!  name: String  home: Address  "Of the household." members: Int
     }
     type Address @dataClass(class: C0) { street: String  city: String }`,
  );
  const reach = (sdl: string) =>
    reachOf(
      composeSupergraph([owner, { name: 'libraries', url: 'http://l.invalid/graphql', sdl }]),
      'libraries',
    );
  const dataClass = `@link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
    directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
    enum DataClass { C0 C1 C2 C3 C4 }`;

  test('is sent its keys and what it requires, at any depth', () => {
    const { received, overridden } = reach(`
      ${header('"@key", "@external", "@requires", "@composeDirective"')} ${dataClass}
      type Citizen @key(fields: "uin") {
        uin: ID! @dataClass(class: C0)
        home: Address @external
        label: String @requires(fields: "home { street }") @dataClass(class: C0)
      }
      type Address { street: String @external }`);
    expect(received.map(({ coordinate, for: element }) => [coordinate, element])).toEqual([
      ['Citizen.uin', 'Citizen'],
      ['Citizen.home', 'Citizen.label'],
      ['Address.street', 'Citizen.label'],
    ]);
    expect(new Set(received.flatMap(({ from }) => from))).toEqual(new Set(['identity']));
    expect(overridden).toEqual([]);
  });

  test('replaces fields, under whatever name it imports the directive', () => {
    const { overridden } = reach(`
      ${header('"@key", { name: "@override", as: "@moved" }, "@composeDirective"')} ${dataClass}
      type Citizen @key(fields: "uin") {
        uin: ID! @dataClass(class: C0)
        name: String @moved(from: "identity") @dataClass(class: C0)
        members: Int @moved(from: "identity", label: "percent(5)") @dataClass(class: C0)
      }`);
    expect(overridden).toEqual([
      { coordinate: 'Citizen.name', from: 'identity' },
      { coordinate: 'Citizen.members', from: 'identity' },
    ]);
  });
});

test.each([
  ['a field', 'type A { b: Int }', true],
  ['a shareable field', 'type A { b: Int @shareable }', false],
  ['a field of a shareable type', 'type A @shareable { b: Int }', false],
  ['a key field', 'type A @key(fields: "b") { b: Int }', true],
  ['a field of an extension', 'extend type A { b: Int }', true],
  ['an external field', 'type A { b: Int @external }', false],
  ['another field', 'type A { c: Int }', false],
  ['another type', 'type C { b: Int }', false],
])('%s', (_, sdl, alone) => {
  expect(resolvesAlone(`${header('"@shareable", "@external", "@key"')} ${sdl}`, 'A.b')).toBe(alone);
});

test('a directive of another name', () => {
  const sdl = `${header('{ name: "@shareable", as: "@given" }')} type A { b: Int @given  c: Int @federation__shareable }`;
  expect([resolvesAlone(sdl, 'A.b'), resolvesAlone(sdl, 'A.c')]).toEqual([false, true]);
});
