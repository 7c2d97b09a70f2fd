import { buildSchema, getOperationAST, OperationTypeNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { inputSchema } from './input-schema.ts';
import { readTool } from './read-tool.ts';
import { nameTools } from './tool-names.ts';

const schema = buildSchema(`
  scalar Date
  scalar Money
  enum Unit { M FT }
  "How to search."
  input Search @oneOf { text: String  near: Place }
  input Place { "Degrees." lat: Float!  lon: Float! = 0  around: [Place!]  unit: Unit = M }
  type Query {
    "Stops that match."
    stops("What to look for." search: Search!, on: Date, ids: [ID!], limit: Int = 10, flag: Boolean, price: Money): [String]
    other(id: ID): String
  }
`);

function schemaOf(text: string) {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return inputSchema({ schema, document, operation });
}

it('variables are described by their types, defaults and the arguments that use them', () => {
  const described =
    schemaOf(`query ($search: Search!, $on: Date, $ids: [ID!] = ["1"], $limit: Int! = 5, $flag: Boolean!, $price: Money) {
    stops(search: $search, on: $on, ids: $ids, limit: $limit, flag: $flag, price: $price)
  }`);
  expect(described.required).toEqual(['search', 'flag']);
  expect(described.additionalProperties).toBe(false);
  const { search, ...rest } = described.properties;
  expect(rest).toEqual({
    on: { type: 'string', format: 'date' },
    ids: { type: 'array', items: { type: 'string' }, default: ['1'] },
    limit: { type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647, default: 5 },
    flag: { type: 'boolean' },
    price: {},
  });
  expect(search).toMatchObject({
    type: 'object',
    description: 'What to look for.',
    minProperties: 1,
    maxProperties: 1,
    properties: {
      text: { type: 'string' },
      near: {
        type: 'object',
        required: ['lat'],
        properties: {
          lat: { type: 'number', description: 'Degrees.' },
          lon: { default: 0 },
          around: { type: 'array', items: { type: 'object' } },
          unit: { type: 'string', enum: ['M', 'FT'], default: 'M' },
        },
      },
    },
  });
  // A recursive type ends there.
  expect(JSON.stringify(search).match(/around/g)).toHaveLength(1);
});

it('a tool is described by the comment above the operation, else by the schema', () => {
  const summary = (text: string) => readTool({ text }, schema).summary;
  expect(summary('fragment F on Query { other }\n# One.\n#  Two.\nquery A { ...F }')).toBe('One. Two.');
  expect(summary('query A { stops(search: {text: "a"}) other }')).toBe('stops: Stops that match.');
  expect(summary('{ other }')).toBe('');
});

it('the name of an operation does not depend on the others', () => {
  const operation = (name: string | null, digest: string) => ({
    name,
    digest,
    hash: digest,
    kind: OperationTypeNode.QUERY,
    text: '',
  });
  const [a, b, c, d] = [
    operation('Passes', 'aaaaaaaaaa'),
    operation('Passes', 'bbbbbbbbbb'),
    operation(null, 'cccccccccc'),
    operation('x'.repeat(90), 'dddddddddd'),
  ];
  const names = ['Passes_aaaaaaaa', 'Passes_bbbbbbbb', 'query_cccccccc', 'x'.repeat(64)];
  expect([...nameTools([a, b, c, d])]).toEqual([a, b, c, d].map((each, at) => [names[at], each]));
  expect([...nameTools([a]).keys()]).toEqual(['Passes']);
});
