import { createHash } from 'node:crypto';
import type { PersonaName } from '@civic-graph/testing';

/** A raw request, and the path that it should take once its document is known. */
export interface LaneRequest {
  readonly title: string;
  readonly lane: 'fast' | 'slow';
  /** `null`: a GET. */
  readonly body: string | null;
  /** The query part of the URL, with its `?`. */
  readonly search?: string;
  /** The text of a persisted query that is stored first. */
  readonly stored?: string;
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

const persisted = (query: string) => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
});

/** The same request by GET; a value that is not text is sent as JSON. */
function read(title: string, request: Request, more = ''): LaneRequest {
  const { query, rest } = request;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ query, ...rest })) {
    if (value !== undefined) search.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const headers = { 'apollo-require-preflight': '1', ...request.headers };
  return { ...row(title, request), headers, body: null, search: `?${search}${more}` };
}

/** A persisted query that is sent only by its hash. */
function byHash(title: string, request: Request, sendAs = row): LaneRequest {
  const extensions = { ...persisted(request.query), ...(request.rest?.extensions as object | undefined) };
  const sent = sendAs(title, {
    ...request,
    query: undefined as never,
    rest: { ...request.rest, extensions },
  });
  return { ...sent, stored: request.query };
}

const simple = '{ person(id: "1") { name age } }';
const mixed = '{ person(id: "1") { name diary home { title } visits { at note place { stars } } } }';
const withVariable =
  'query Find($id: ID!, $scale: Scale) { person(id: $id) { name } place(code: "park") { stars(scale: $scale) } }';
const severalOperations =
  'query A { people { id } } query B { people { name } } mutation C { rename(id: "2", name: "Bo") { name } }';
const levels = 9;
const large = `{ people ${'{ id name tags friends '.repeat(levels)}{ id name tags }${' }'.repeat(levels)} }`;

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
  row('failing fields', { query: '{ people { id broken } }' }),
  row('nulls that propagate to the root', { query: '{ people { brokenNonNull } }' }),
];

const callers: readonly LaneRequest[] = (
  ['anonymous', 'lin', 'zhao', 'operator-transport', 'admin', 'weibo-city'] as const
).map((persona) => row(`fields that are open to some, for ${persona}`, { query: mixed, persona }));

const variables: readonly LaneRequest[] = [
  row('given', { query: withVariable, rest: { variables: { id: '1', scale: 'TEN' } } }),
  row('an undeclared one', { query: withVariable, rest: { variables: { id: '1', other: [1] } } }),
  row('a number for an ID', { query: withVariable, rest: { variables: { id: 2 } } }),
  row('null for a nullable one', { query: withVariable, rest: { variables: { id: '1', scale: null } } }),
  row('null instead of an object', { query: simple, rest: { variables: null } }),
  row('absent, none declared', { query: simple }),
  row('absent', { query: withVariable, lane: 'slow' }),
  row('null for a non-null one', {
    query: withVariable,
    rest: { variables: { id: null } },
    lane: 'slow',
  }),
  row('of another type', { query: withVariable, rest: { variables: { id: {} } }, lane: 'slow' }),
  row('not a value of the enum', {
    query: withVariable,
    rest: { variables: { id: '1', scale: 'SIX' } },
    lane: 'slow',
  }),
  row('a list', { query: withVariable, rest: { variables: ['1'] }, lane: 'slow' }),
  row('text', { query: withVariable, rest: { variables: '{"id":"1"}' }, lane: 'slow' }),
];

const operationNames: readonly LaneRequest[] = [
  row('given', { query: severalOperations, rest: { operationName: 'B' } }),
  row('another one of the same document', { query: severalOperations, rest: { operationName: 'A' } }),
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
  row('what was recorded', {
    query: mixed,
    rest: { extensions: { accessRecords: true } },
    persona: 'lin',
    lane: 'slow',
  }),
  row('the cost', { query: mixed, rest: { extensions: { cost: true } }, persona: 'lin', lane: 'slow' }),
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
  row('a persisted query without a version', {
    query: simple,
    rest: { extensions: { persistedQuery: {} } },
    lane: 'slow',
  }),
];

const longName = `{ place(code: "公园🏃") { title } } # ${'é'.repeat(50)}`;
const aMutation = 'mutation { rename(id: "1", name: "Ada") { name } }';
const reads: readonly LaneRequest[] = [
  read('one field', { query: simple }),
  read('several agencies, with a token', { query: mixed, persona: 'lin' }),
  read('text outside ASCII', { query: longName }),
  read('variables', { query: withVariable, rest: { variables: { id: '1', scale: 'TEN' } } }),
  read('a named operation', { query: severalOperations, rest: { operationName: 'B' } }),
  read('extensions of a client', { query: simple, rest: { extensions: { clientLibrary: { name: 'x' } } } }),
  read('an unknown parameter', { query: simple }, '&x=1&x=2'),
  read('an invalid percent sign in a comment', { query: simple }, '%23%zz'),
  read('a fragment in the URL', { query: simple }, '#&variables=x'),
  read('content-type', { query: simple, headers: { 'content-type': 'application/json' } }),
  read('another media type', { query: simple, headers: { accept: 'application/graphql-response+json' } }),
  read('a failed field', { query: '{ people { id broken } }' }),
  read('a key __proto__ in variables', {
    query: simple,
    rest: { variables: JSON.parse('{"__proto__":{"id":"1"}}') },
  }),
  read('a mutation', { query: aMutation, lane: 'slow' }),
  read('a mutation among several operations', {
    query: severalOperations,
    rest: { operationName: 'C' },
    lane: 'slow',
  }),
  read('an empty operation name', { query: simple, rest: { operationName: '' }, lane: 'slow' }),
  read('no query', { query: undefined as never, lane: 'slow' }),
  read('an empty query', { query: '', lane: 'slow' }),
  read('two queries', { query: simple, lane: 'slow' }, `&query=${encodeURIComponent(simple)}`),
  read('two operation names', { query: simple, lane: 'slow' }, '&operationName=A&operationName=A'),
  read('variables that are null', { query: simple, rest: { variables: null }, lane: 'slow' }),
  read('variables that are a list', { query: simple, rest: { variables: [] }, lane: 'slow' }),
  read('variables that are not JSON', { query: simple, rest: { variables: '{' }, lane: 'slow' }),
  read('empty variables', { query: simple, rest: { variables: '' }, lane: 'slow' }),
  read('variables after a byte order mark', { query: simple, rest: { variables: '\uFEFF{}' }, lane: 'slow' }),
  read('two lists of variables', { query: simple, lane: 'slow' }, '&variables={}&variables={}'),
  read('extensions that are null', { query: simple, rest: { extensions: null }, lane: 'slow' }),
  read('the cost', { query: simple, rest: { extensions: { cost: true } }, lane: 'slow' }),
  read('an unknown field', { query: '{ nothing }', lane: 'slow' }),
  read('a variable is missing', { query: withVariable, lane: 'slow' }),
  read('an invalid token', { query: simple, headers: { authorization: 'Bearer x' }, lane: 'slow' }),
  read('an unsupported media type', { query: simple, headers: { accept: 'text/html' }, lane: 'slow' }),
  read('an encoded body', { query: simple, headers: { 'content-encoding': 'gzip' }, lane: 'slow' }),
];

const otherVersion = { persistedQuery: { ...persisted(simple).persistedQuery, version: 2 } };
const hashes: readonly LaneRequest[] = [
  byHash('one field', { query: simple }),
  byHash('several agencies, with a token', { query: mixed, persona: 'lin' }),
  byHash('variables', { query: withVariable, rest: { variables: { id: '1', scale: 'TEN' } } }),
  byHash('a named operation', { query: severalOperations, rest: { operationName: 'B' } }),
  byHash('a mutation', { query: aMutation }),
  byHash('by GET', { query: simple }, read),
  byHash('by GET, with variables', { query: withVariable, rest: { variables: { id: '1' } } }, read),
  byHash('beside a null query', { query: simple }, (title, { rest, ...request }) => ({
    ...row(title, request),
    body: JSON.stringify({ query: null, ...rest }),
  })),
  byHash('beside an extension of a client', { query: simple, rest: { extensions: { x: 1 } } }),
  byHash('a mutation by GET', { query: aMutation, lane: 'slow' }, read),
  byHash('another version', { query: simple, rest: { extensions: otherVersion }, lane: 'slow' }),
  byHash('the cost', { query: simple, rest: { extensions: { cost: true } }, lane: 'slow' }),
  byHash('a variable is missing', { query: withVariable, lane: 'slow' }),
  ...[null, 'application/json', 'application/graphql-response+json'].map((accept) => ({
    ...byHash(`unknown, Accept ${accept}`, {
      query: `{ __typename } # ${accept}`,
      headers: accept === null ? {} : { accept },
      lane: 'slow',
    }),
    stored: '',
  })),
  {
    ...row('beside an empty query', { query: '', rest: { extensions: persisted(simple) }, lane: 'slow' }),
    stored: simple,
  },
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
  row('an invalid token', { query: simple, headers: { authorization: 'Bearer x.y.z' }, lane: 'slow' }),
  row('another scheme', { query: simple, headers: { authorization: 'Basic eDp5' }, lane: 'slow' }),
  row('an unsupported media type', { query: simple, headers: { accept: 'text/html' }, lane: 'slow' }),
  row('an encoded body', { query: simple, headers: { 'content-encoding': 'gzip' }, lane: 'slow' }),
];

/** By what they vary. Each is sent several times; the row itself makes its document known. */
export const requests: Readonly<Record<string, readonly LaneRequest[]>> = {
  operations,
  callers,
  variables,
  'operation names': operationNames,
  extensions,
  reads,
  hashes,
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
