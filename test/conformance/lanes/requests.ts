import { createHash } from 'node:crypto';
import type { PersonaName } from '@civic-graph/testing';

/** A raw request, and the path that it should take once its document is known. */
export interface LaneRequest {
  readonly title: string;
  readonly lane: 'fast' | 'slow';
  readonly body: string;
  readonly persona: PersonaName;
  readonly headers: Readonly<Record<string, string>>;
}

interface Request {
  readonly query: string;
  readonly rest?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly persona?: PersonaName;
  readonly lane?: 'fast' | 'slow';
}

function row(title: string, { query, rest, headers = {}, persona, lane = 'fast' }: Request): LaneRequest {
  const body = JSON.stringify({ query, ...rest });
  return { title, lane, body, persona: persona ?? 'anonymous', headers };
}

const simple = '{ person(id: "1") { name age } }';
const mixed = '{ person(id: "1") { name diary home { title } visits { at note place { stars } } } }';
const withVariable =
  'query Find($id: ID!, $scale: Scale) { person(id: $id) { name } place(code: "park") { stars(scale: $scale) } }';
const severalOperations =
  'query A { people { id } } query B { people { name } } mutation C { rename(id: "2", name: "Bo") { name } }';
const levels = 9;
const large = `{ people ${'{ id name tags friends '.repeat(levels)}{ id name tags }${' }'.repeat(levels)} }`;
const persisted = (query: string) => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
});

const accepts: readonly (string | null)[] = [
  null,
  '*/*',
  'application/json',
  'application/graphql-response+json',
  'application/graphql-response+json, application/json;q=0.9',
  'application/json;q=0.5, application/graphql-response+json;q=0.4',
  'application/*',
];

const operations: readonly LaneRequest[] = [
  row('one field', { query: simple }),
  row('a shorthand with blanks and comments', { query: ` # who\n${simple}\n` }),
  row('several agencies', { query: '{ people { name category visits { place { title stars } } } }' }),
  row('aliases and a fragment', {
    query: '{ a: people { ...P } b: people { ...P } } fragment P on Person { n: name }',
  }),
  row('interfaces and unions', {
    query: '{ agents { __typename id } search { ... on Company { staff { id } } } }',
  }),
  row('conditions', { query: 'query ($no: Boolean = false) { people { id name @include(if: $no) } }' }),
  row('introspection', {
    query: '{ __schema { types { name } } __type(name: "Person") { fields { name } } }',
  }),
  row('__typename alone', { query: '{ __typename }' }),
  row('an answer of 100 kB', { query: large }),
  row('text outside ASCII', { query: '{ place(code: "公园🏃") { title } } # 🏊' }),
  row('a mutation', { query: 'mutation { rename(id: "1", name: "Ada 🏃 \\u2028") { name } }' }),
  row('a mutation with a denied field', {
    query: 'mutation { visit(person: "1", place: "park") { at note } }',
  }),
  row('fields that fail', { query: '{ people { id broken } }' }),
  row('nulls that reach the root', { query: '{ people { brokenNonNull } }' }),
];

const callers: readonly LaneRequest[] = (
  ['anonymous', 'lin', 'zhao', 'operator-transport', 'admin', 'weibo-city'] as const
).map((persona) => row(`what is open to some, asked by ${persona}`, { query: mixed, persona }));

const variables: readonly LaneRequest[] = [
  row('given', { query: withVariable, rest: { variables: { id: '1', scale: 'TEN' } } }),
  row('more than declared', { query: withVariable, rest: { variables: { id: '1', other: [1] } } }),
  row('a number for an ID', { query: withVariable, rest: { variables: { id: 2 } } }),
  row('null for what may be null', { query: withVariable, rest: { variables: { id: '1', scale: null } } }),
  row('null for all', { query: simple, rest: { variables: null } }),
  row('absent, none declared', { query: simple }),
  row('absent', { query: withVariable, lane: 'slow' }),
  row('null for what may not be null', {
    query: withVariable,
    rest: { variables: { id: null } },
    lane: 'slow',
  }),
  row('of another type', { query: withVariable, rest: { variables: { id: {} } }, lane: 'slow' }),
  row('no value of the enum', {
    query: withVariable,
    rest: { variables: { id: '1', scale: 'SIX' } },
    lane: 'slow',
  }),
  row('a list', { query: withVariable, rest: { variables: ['1'] }, lane: 'slow' }),
  row('text', { query: withVariable, rest: { variables: '{"id":"1"}' }, lane: 'slow' }),
];

const operationNames: readonly LaneRequest[] = [
  row('given', { query: severalOperations, rest: { operationName: 'B' } }),
  row('another of the same document', { query: severalOperations, rest: { operationName: 'A' } }),
  row('a mutation beside queries', { query: severalOperations, rest: { operationName: 'C' } }),
  row('null, for one operation', { query: simple, rest: { operationName: null } }),
  row('absent, for several', { query: severalOperations, lane: 'slow' }),
  row('empty', { query: withVariable, rest: { operationName: '', variables: { id: '1' } }, lane: 'slow' }),
  row('of none', { query: severalOperations, rest: { operationName: 'D' }, lane: 'slow' }),
  row('__proto__', { query: severalOperations, rest: { operationName: '__proto__' }, lane: 'slow' }),
  row('a number', { query: simple, rest: { operationName: 1 }, lane: 'slow' }),
];

const extensions: readonly LaneRequest[] = [
  row('null', { query: simple, rest: { extensions: null } }),
  row('of a client', { query: simple, rest: { extensions: { clientLibrary: { name: 'x' } } } }),
  row('a list', { query: simple, rest: { extensions: [] }, lane: 'slow' }),
  row('an explanation of access', {
    query: mixed,
    rest: { extensions: { explainAccess: true } },
    persona: 'lin',
    lane: 'slow',
  }),
  row('what it costs', { query: mixed, rest: { extensions: { cost: true } }, persona: 'lin', lane: 'slow' }),
  row('a persisted query with its text', {
    query: simple,
    rest: { extensions: persisted(simple) },
    lane: 'slow',
  }),
  row('a persisted query under another hash', {
    query: simple,
    rest: { extensions: persisted('{ x }') },
    lane: 'slow',
  }),
  row('a persisted query of no version', {
    query: simple,
    rest: { extensions: { persistedQuery: {} } },
    lane: 'slow',
  }),
];

const refused: readonly LaneRequest[] = [
  row('no GraphQL', { query: '{ people {', lane: 'slow' }),
  row('an unknown field', { query: '{ nothing }', lane: 'slow' }),
  row('a fragment cycle', { query: '{ ...A } fragment A on Query { ...A }', lane: 'slow' }),
  row('too deep', { query: `{ people ${'{ friend '.repeat(12)}{ id }${' }'.repeat(12)} }`, lane: 'slow' }),
  row('an answer that could be too large', {
    query: `{ people ${'{ friends '.repeat(11)}{ id }${' }'.repeat(11)} }`,
    lane: 'slow',
  }),
  { ...row('a body that is not JSON', { query: simple, lane: 'slow' }), body: `{"query": "${simple}` },
  { ...row('a batch', { query: simple, lane: 'slow' }), body: JSON.stringify([{ query: simple }]) },
  {
    ...row('a key __proto__', { query: simple, lane: 'slow' }),
    body: `{"query": "{ __typename }", "__proto__": {}}`,
  },
  { ...row('no body', { query: simple, lane: 'slow' }), body: '' },
  row('a token that is none', { query: simple, headers: { authorization: 'Bearer x.y.z' }, lane: 'slow' }),
  row('another scheme', { query: simple, headers: { authorization: 'Basic eDp5' }, lane: 'slow' }),
  row('no media type of ours', { query: simple, headers: { accept: 'text/html' }, lane: 'slow' }),
  row('an encoded body', { query: simple, headers: { 'content-encoding': 'gzip' }, lane: 'slow' }),
];

/** By what they vary. Each is sent several times; what its document is known from is the row itself. */
export const requests: Readonly<Record<string, readonly LaneRequest[]>> = {
  operations,
  callers,
  variables,
  'operation names': operationNames,
  extensions,
  refused,
  accepts: accepts.flatMap((accept) =>
    [simple, mixed, '{ nothing }', withVariable].map((query) =>
      row(`Accept ${accept}: ${query.slice(0, 30)}`, {
        query,
        ...(accept !== null && { headers: { accept } }),
        lane: query === simple || query === mixed ? 'fast' : 'slow',
      }),
    ),
  ),
};
