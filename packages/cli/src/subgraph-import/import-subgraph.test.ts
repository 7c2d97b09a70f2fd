import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { policyCallers } from '@civic-graph/demo';
import { createGuardedSchema } from '@civic-graph/subgraph-kit';
import { agenciesInFolder, checkSupergraph, lintSchema, policyFaults } from '@civic-graph/supergraph';
import { describe, expect, it } from 'vitest';
import { parseDocument } from './document/read-document.ts';
import { proposeFrom, schemaHeader } from './import-subgraph.ts';
import { ruleNames } from './output/access-rules.ts';
import { printOperations } from './output/print-operations.ts';
import { printPolicyCases } from './output/print-policy-cases.ts';
import { printReview } from './output/print-review.ts';
import { printSchema } from './output/print-schema.ts';

// Not a part of this project, but of the folder that it creates.
const template = new URL('../../templates/import/src/resolvers.ts', import.meta.url).href;
const { createResolvers } = (await import(template)) as {
  createResolvers(plan: unknown): Record<string, object>;
};
const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const libraries = readFileSync(new URL('libraries.openapi.yaml', import.meta.url), 'utf8');
const how = { name: 'libraries', publicPaths: [] as string[], citizenParameter: null as string | null };
const names = ruleNames('libraries', 'culture');
const facts = { title: 'Libraries', version: '1', digest: 'abc', servers: [] };

const proposed = (text = libraries, changes: Partial<typeof how> = {}) =>
  proposeFrom(parseDocument(text, 'openapi.yaml'), { ...how, ...changes });
const classes = (proposal: ReturnType<typeof proposed>, typeName: string) =>
  Object.fromEntries(
    proposal.types
      .find(({ name }) => name === typeName)!
      .fields.map((field) => [field.name, field.proposal.dataClass]),
  );
const why = (proposal: ReturnType<typeof proposed>, what: string) =>
  proposal.leftOut.filter((each) => each.what === what).map((each) => each.why);

/** @param withAll whether beside all agencies, which takes a second to compose; else beside the citizens’ */
async function problemsOf(proposal: ReturnType<typeof proposed>, withAll = false) {
  const sdl = `${await schemaHeader()}${printSchema(proposal, names)}`;
  createGuardedSchema(sdl, createResolvers(JSON.parse(printOperations(proposal, null))), {
    Citizen: () => ({}),
  });
  const others = await agenciesInFolder(`${repository}subgraphs`);
  const beside = others.filter(({ name }) => withAll || name === 'identity');
  const definitions = [...beside, { name: 'libraries', sdl }];
  const check = checkSupergraph(
    definitions.map(({ name, sdl: text }) => ({ name, sdl: text, url: `http://${name}.invalid/` })),
  );
  const scopes = [
    { id: names.officials, officialsOnly: true },
    { id: names.own, officialsOnly: false },
  ];
  const callers = policyCallers({ subgraph: 'libraries', agency: { id: 'culture' }, scopes });
  const cases = { agency: 'libraries', text: printPolicyCases(proposal, 'libraries') };
  const faults = check.sdl === null ? [] : policyFaults(check.sdl, callers, cases);
  return [...check.problems.map(({ message }) => message), ...faults, ...lintSchema(sdl, 'libraries')];
}

describe('a proposal', () => {
  it('is public only where the document says so, and never what looks personal', () => {
    const proposal = proposed();
    expect(classes(proposal, 'LibrariesBranch')).toEqual({
      ...{ branchId: 'C0', name: 'C0', openingHours: 'C0', services: 'C0', seats: 'C0', mainBranch: 'C0' },
      ...{ managerPhone: 'C2', field: 'C2', constructor: 'C0' },
    });
    expect(classes(proposal, 'LibrariesLoan')).toEqual({
      ...{ title: 'C2', due: 'C2', branch: 'C2', diagnosis: 'C3' },
    });
    expect(classes(proposal, 'LibrariesReader')).toEqual({ card: 'C2', shouji: 'C2', email: 'C2' });
    expect(why(proposal, 'LibrariesReader.idNumber')).toEqual([expect.stringContaining('class C4')]);
    expect(why(proposal, 'LibrariesReader.password')).toEqual([expect.stringContaining('class C4')]);
    expect(why(proposal, 'LibrariesReader.photo')).toEqual([expect.stringContaining('another file')]);
    expect(why(proposal, 'GET /readers/by-id-card/{id_card}')).toEqual([expect.stringContaining('class C4')]);
    expect(why(proposal, 'LibrariesBranch.extra')).toEqual([expect.stringContaining('not listed')]);
    expect(why(proposal, 'POST /branches')).toEqual([expect.stringContaining('by hand')]);
  });

  it('has a key where one operation reads one by it, sizes, and texts of the document alone', () => {
    const { types, operations } = proposed();
    expect(types.flatMap(({ name, key }) => (key ? [[name, key.field, key.operation]] : []))).toEqual([
      ['LibrariesBranch', 'branchId', 'librariesBranch'],
    ]);
    const [branches] = operations;
    expect(branches).toMatchObject({ field: 'librariesBranches', listSize: 50 });
    expect(branches!.arguments.map(({ name, isSlicing }) => [name, isSlicing])).toEqual([
      ['pageSize', true],
      ['services', false],
    ]);
    const sdl = printSchema(proposed(), names);
    expect(sdl).toContain('"When it is open. 开放时间"');
    expect(sdl).toContain('"Review: the document does not describe seats."');
    expect(sdl).toContain('"一个分馆 Review: the English description is missing."');
  });

  it('gives a citizen their own records, where a parameter takes their key', async () => {
    const proposal = proposed(libraries, { citizenParameter: 'reader' });
    const sdl = printSchema(proposal, names);
    expect(sdl).toMatch(
      /type Citizen @key\(fields: "uin"\) \{[^}]*librariesLoansOfReader: LibrariesLoansOfReader @requiresScopes\(scopes: \[\["libraries:own"\]\]\) @policy\(policies: \[\["owner","consent:libraries:own"\]\]\)/,
    );
    expect(sdl).not.toContain('reader:');
    expect(await problemsOf(proposal)).toEqual([]);
  });

  it('composes with the four agencies, keeps the conventions, and has a case for each guarded field', {
    timeout: 120_000,
  }, async () => {
    expect(await problemsOf(proposed(), true)).toEqual([]);
    expect(await problemsOf(proposed(libraries, { publicPaths: ['/readers'] }))).toEqual([]);
  });

  it('is public where the agency says so', () => {
    const silent = libraries.replace('security: []', '').replace('security: [{}, { key: [] }]', '');
    expect(classes(proposed(silent), 'LibrariesBranch')).toMatchObject({ name: 'C2' });
    const publicPaths = ['/branches'];
    const proposal = proposed(silent, { publicPaths });
    expect(classes(proposal, 'LibrariesBranch')).toMatchObject({ name: 'C0', managerPhone: 'C2' });
    expect(classes(proposal, 'LibrariesLoan')).toMatchObject({ title: 'C2' });
  });
});

describe('a document from outside', () => {
  const paths = (schema: string) => `
openapi: 3.0.0
paths:
  /things: { get: { security: [], responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } } }
components: { schemas: { A: ${schema} } }`;

  it.each([
    [
      'contains itself',
      '{ allOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/A" }] }',
    ],
    ['refers to itself', '{ $ref: "#/components/schemas/A" }'],
    ['refers to a file', '{ $ref: "../../etc/passwd" }'],
    ['refers to nothing', '{ $ref: "#/components/schemas/B" }'],
    ['has no type', '{}'],
  ])('that %s has nothing to import', (_, schema) => {
    expect(() => proposed(paths(schema))).toThrow(expect.objectContaining({ name: 'CommandError' }));
  });

  it('cannot put markup, rules or names of its own into what is written', async () => {
    const text = '\\" @dataClass(class: C0) } type Query { evil: Int } | <img src=x> `a` \\u202e\\n# x';
    const proposal = proposed(
      paths(`{ type: object, title: "a|b", description: "${text}", properties: {
        "__proto__": { type: string, description: "${text}" }, "a\\") { x }": { type: string },
        x: { type: string, enum: ["a } b", "__c"] }, toString: { type: object, properties: { y: { type: string } } } } }`),
    );
    expect(await problemsOf(proposal)).toEqual([]);
    const sdl = printSchema(proposal, names);
    expect(sdl).not.toMatch(/^\s*evil: Int/m);
    expect(sdl).not.toMatch(/[\u202a-\u202e]/);
    expect(proposal.types[0]!.fields.map(({ name }) => name)).toEqual(['proto', 'aX', 'x', 'toString']);
    const review = printReview(
      { ...proposal, leftOut: [{ what: 'a | b\n\n# c', why: '<script>alert(1)</script>' }] },
      facts,
    );
    expect(review).not.toMatch(/<script>|^# c/m);
    expect(review).toContain('a \\| b');
  });

  it.each([
    ['swagger: "2.0"', 'is OpenAPI 2.0; convert it'],
    ['openapi: 4.0.0', 'is OpenAPI 4.0.0'],
    ['- a', 'is not an OpenAPI document'],
    ['a: [', 'cannot be read as YAML'],
    [
      `a: &a [x,x]\nb: &b [${'*a,'.repeat(9)}*a]\nc: &c [${'*b,'.repeat(9)}*b]\nd: [${'*c,'.repeat(9)}*c]`,
      'alias',
    ],
  ])('is refused with the reason: %j', (text, reason) => {
    expect(() => proposed(text)).toThrow(reason);
  });

  it('whose citizen parameter does not exist is refused', () => {
    expect(() => proposed(libraries, { citizenParameter: 'nobody' })).toThrow('--citizen-parameter');
  });
});
