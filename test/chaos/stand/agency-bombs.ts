const many = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');
/** Each fragment spreads the next one twice. */
const doubling = (levels: number) =>
  `${many(levels, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F${levels} on Query { __typename }`;

/** Fragments that spread each other, so that comparing their fields never ends. */
const within = (count: number, type: string) =>
  many(count, (at) => {
    const [next, later] = [(at + 1) % count, (at + 7) % count];
    return `fragment F${at} on ${type} { a { ...F${next} } a { ...F${later} } }`;
  });

/** Many conflicting fields under one name. */
const conflicting = (count: number) =>
  many(count, (at) => `a: ${at % 2 ? 'types { name }' : 'queryType { name }'}`);

/**
 * Attack documents for a subgraph, signed with a leaked secret or passed by a weak gateway: beyond its
 * limits, or invalid but just within them. They need no schema.
 */
export const agencyBombs: readonly { readonly name: string; readonly query: string }[] = [
  { name: 'a repeated field', query: `{ ${'__typename '.repeat(14_000)} }` },
  { name: 'fragments that multiply', query: `{ ...F0 } ${doubling(24)}` },
  { name: 'unused fragments that multiply', query: `{ __typename } ${doubling(24)}` },
  {
    name: 'overlapping fragments',
    query: `{ ${many(300, (at) => `...F${at}`)} } ${many(300, (at) => `fragment F${at} on Query { ${many(10, (of) => `a${of}: __typename`)} }`)}`,
  },
  {
    name: 'nested inline fragments',
    query: `{ ${'... { '.repeat(150)} __typename ${'} '.repeat(150)} }`,
  },
  { name: 'nested selections', query: `{ ${'a { '.repeat(250)} b ${'} '.repeat(250)} }` },
  { name: 'nested values', query: `{ a(b: ${'['.repeat(5_000)}${']'.repeat(5_000)}) }` },
  { name: 'aliases', query: `{ ${many(501, (at) => `a${at}: __typename`)} }` },
  { name: 'directives', query: `{ __typename ${'@include(if: true) '.repeat(2_001)} }` },
  { name: 'tokens', query: `{ ${'a '.repeat(20_000)} }` },
  { name: 'unused operations', query: `query A { __typename } ${many(2_000, (at) => `query B${at} { a }`)}` },
  {
    name: 'within the limits: unknown fields',
    query: `{ ... { ${many(9_900, (at) => `x${at}`)} } }`,
  },
  { name: 'conflicting fields', query: `{ __schema { ${conflicting(490)} } }` },
  { name: 'within the limits: conflicting fields', query: `{ __schema { ${conflicting(140)} } }` },
  {
    name: 'nested conflicting objects',
    query: `{ __schema { ${many(30, () => `types { ${many(30, () => 'ofType { name }')} }`)} } }`,
  },
  {
    name: 'within the limits: fragments with conflicting keys',
    query: `{ __schema { queryType { ${many(60, (at) => `...F${at}`)} } } } ${many(60, (at) => `fragment F${at} on __Type { ${many(8, (key) => `k${key}: ${at % 2 ? 'name' : 'description'}`)} }`)}`,
  },
  { name: 'a fragment that spreads itself', query: '{ ...F } fragment F on Query { a { ...F } }' },
  { name: 'fragments that spread each other', query: `{ ...F0 } ${within(100, 'Query')}` },
  { name: 'unused fragments that spread each other', query: `{ __typename } ${within(100, 'Query')}` },
  {
    name: 'within the limits: undefined variables',
    query: `{ ... { ${many(490, (at) => `a${at}: __type(name: $v${at}) { name }`)} } }`,
  },
];
