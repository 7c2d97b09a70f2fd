/** An attack document that must be answered with 400 and cause no subgraph call. */
export interface Bomb {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

const many = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');
const nest = (levels: number, open: string, inner: string) =>
  `${open.repeat(levels)}${inner}${' }'.repeat(levels)}`;
/** Each fragment spreads the next one twice. */
const doubling = (levels: number, type: string, last: string) =>
  `${many(levels, (at) => `fragment F${at} on ${type} { ...F${at + 1} ...F${at + 1} }`)} fragment F${levels} on ${type} { ${last} }`;

/** Fragments that spread each other, so that comparing their fields never ends. */
const within = (count: number) =>
  many(count, (at) => {
    const [next, later] = [(at + 1) % count, (at + 7) % count];
    return `fragment F${at} on Query { a { ...F${next} } a { ...F${later} } }`;
  });

/** Pages of agencies, each with pages of routes, and so on, so that sizes multiply. */
const pages = (size: string) =>
  `agencies(first: ${size}) { nodes { routes(first: ${size}) { nodes { patterns(first: ${size}) { nodes { stops { name } } } } } } }`;

export const bombs: readonly Bomb[] = [
  { name: 'a repeated field', query: `{ ${'__typename '.repeat(14_000)} }` },
  {
    name: 'overlapping fragments',
    query: `{ ${many(300, (at) => `...F${at}`)} } ${many(300, (at) => `fragment F${at} on Query { ${many(10, (of) => `a${of}: __typename`)} }`)}`,
  },
  {
    name: 'many objects to compare',
    query: `{ __schema { ${'types { name } '.repeat(1_400)} } }`,
  },
  {
    name: 'conflicting fields',
    query: `{ __schema { ${many(190, (at) => `a: ${at % 2 ? 'types { name }' : 'queryType { name }'}`)} ${'types { name } '.repeat(1_200)} } }`,
  },
  { name: 'nested inline fragments', query: `{ ${nest(150, '... { ', '__typename')} }` },
  { name: 'nested selections', query: `{ ${nest(250, 'a { ', 'b')} }` },
  {
    name: 'nested values',
    query: `{ station(gtfsId: ${'['.repeat(5_000)}${']'.repeat(5_000)}) { name } }`,
  },
  {
    name: 'fragments that multiply',
    query: `{ ...F0 } ${doubling(24, 'Query', 'station(gtfsId: "HZ:wulin") { name }')}`,
  },
  {
    name: 'fragments that multiply, named __schema',
    query: `{ ...__schema } fragment __schema on Query { ...F0 } ${doubling(24, 'Query', 'station(gtfsId: "HZ:wulin") { name }')}`,
  },
  {
    name: 'a fragment that is used many times',
    query: `{ ${many(60, (at) => `a${at}: station(gtfsId: "HZ:wulin") { ...S }`)} } fragment S on Station { ${many(80, (at) => `b${at}: name`)} }`,
  },
  {
    name: '1,000 aliases over subgraphs',
    query: `{ ${many(1_000, (at) => `a${at}: notice(code: "${at}") { agency { name } }`)} }`,
  },
  {
    name: '1,000 aliases in a fragment named __type',
    query: `{ agency(id: "a") { ...__type } } fragment __type on Agency { ${many(1_000, (at) => `a${at}: name`)} }`,
  },
  {
    name: '5,000 directives',
    query: `{ __typename ${'@include(if: true) '.repeat(2_500)} b: __typename ${'@skip(if: false) '.repeat(2_500)} }`,
  },
  {
    name: '100 root fields',
    query: `{ ${many(100, (at) => `a${at}: station(gtfsId: "HZ:wulin") { name }`)} }`,
  },
  { name: 'depth 50', query: `{ __schema { types { ${nest(50, 'ofType { ', 'name')} } } }` },
  { name: '20,000 tokens', query: `{ ${'a '.repeat(20_000)} }` },
  {
    name: 'unused operations',
    query: `query A { __typename } ${many(2_000, (at) => `query B${at} { __typename }`)}`,
    operationName: 'C',
  },
  {
    name: 'an operation too large beside a small one',
    query: `query A { __typename } query B { ${many(100, (at) => `a${at}: __typename`)} }`,
    operationName: 'B',
  },
  {
    name: 'logins by alias',
    query: `mutation { ${many(60, (at) => `a${at}: withdrawConsent(input: {consent: "${at}"}) { __typename }`)} }`,
  },
  { name: 'nested pages', query: `{ ${pages('100')} }` },
  {
    name: 'nested pages, sized by a variable',
    query: `query ($n: Int!) { ${pages('$n')} }`,
    variables: { n: 100 },
  },
  { name: 'nested pages in a fragment', query: `{ ...P } fragment P on Query { ${pages('100')} }` },
  { name: 'a fragment that spreads itself', query: '{ ...F } fragment F on Query { a { ...F } }' },
  { name: 'fragments that spread each other', query: `{ ...F0 } ${within(90)}` },
  { name: 'unused fragments that spread each other', query: `{ __typename } ${within(90)}` },
  {
    name: 'introspection that multiplies',
    query: `{ __schema { types { ${many(60, (at) => `f${at}: fields { args { name } type { name } }`)} } } }`,
  },
];
