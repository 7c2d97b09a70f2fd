import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { composeSupergraph } from '@civic-graph/supergraph';
import { federationHeader } from '@civic-graph/testing';
import { buildSchema, graphql } from 'graphql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const sdl = `
  type Query { me: Citizen stops(first: Int!, kind: Kind): [Stop!]! }
  type Citizen { transitPasses: [Pass!] due: MinorUnits }
  type Pass { kind: Kind! validUntil: Date issuedAt: DateTime shape: Shape }
  type Stop { name: String! }
  type Subscription { stop(id: ID!): Stop }
  enum Kind { MONTHLY DAY_PASS }
  scalar Date scalar DateTime scalar MinorUnits scalar Shape
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-types-'));
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  await write('schema.sdl', sdl);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
const read = (name: string) => readFile(join(folder, name), 'utf8');
const makeTypes = (...more: string[]) =>
  run([
    'types',
    join(folder, 'src'),
    '--out',
    join(folder, 'out'),
    '--schema',
    join(folder, 'schema.sdl'),
    ...more,
  ]);

const passes = 'query Passes { me { ...Pass } }\n';
const fragment =
  '# of another file\nfragment Pass on Citizen { transitPasses { kind validUntil issuedAt shape } due }\n';

it('types that a client of the gateway compiles with, and no others', async () => {
  await write('src/passes.graphql', passes);
  await write('src/parts/pass.gql', fragment);
  await write('src/stop.graphql', 'subscription Stop($id: ID!) { stop(id: $id) { name } }');
  await write(
    'src/stops.graphql',
    'query Stops($first: Int!, $kind: Kind) { stops(first: $first, kind: $kind) { name } }',
  );
  expect(await makeTypes()).toEqual({
    code: 0,
    stdout: `Written to ${join(folder, 'out')}: graphql.ts, persisted-documents.json\n`,
    stderr: '',
  });
  await write(
    'good.ts',
    `${app}
    const passes = await session.query(PassesDocument);
    const kinds: ('MONTHLY' | 'DAY_PASS')[] | undefined = passes.data?.me?.transitPasses?.map(({ kind }) => kind);
    const until: string | null | undefined = passes.data?.me?.transitPasses?.[0]?.validUntil;
    const due: string | null | undefined = passes.data?.me?.due;
    const shape: unknown = passes.data?.me?.transitPasses?.[0]?.shape;
    const { data } = await session.query(StopsDocument, { first: 1, kind: 'MONTHLY' });
    const names: string[] | undefined = data?.stops.map(({ name }) => name);
    for await (const { data } of session.subscribe(StopDocument, { id: '1' })) console.log(data?.stop?.name);
    await session.query('{ me { due } }');
    for (const refusal of passes.refusals) {
      if (refusal.kind === 'consent-needed') await session.signIn(refusal);
      if (refusal.kind === 'rate-limited') setTimeout(() => {}, refusal.retryAfterSeconds ?? 1);
      // @ts-expect-error only where a consent is needed
      console.log(refusal.scopes);
    }
    // @ts-expect-error variables are missing
    await session.query(StopsDocument);
    // @ts-expect-error no such kind
    await session.query(StopsDocument, { first: 1, kind: 'WEEKLY' });
    // @ts-expect-error no such field
    console.log(passes.data?.me?.name);
    console.log(kinds, until, due, shape, names);
  `,
  );
  await compile('good.ts');
}, 120_000);

const app = `
    import { createCivic } from '@civic-graph/client';
    import { PassesDocument, StopDocument, StopsDocument } from './out/graphql.ts';
    const session = createCivic({ gateway: 'https://a.example', issuer: 'https://a.example', clientId: '', redirectUri: '' }).session();
`;

/** Like a partner's own settings. */
async function compile(name: string): Promise<void> {
  await write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: 'es2023',
        module: 'nodenext',
        lib: ['es2023', 'dom'],
        types: [],
        allowImportingTsExtensions: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        verbatimModuleSyntax: true,
        erasableSyntaxOnly: true,
        customConditions: ['source'],
        skipLibCheck: true,
      },
      files: [name],
    }),
  );
  await write('package.json', '{"type":"module"}');
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', folder]).catch(({ stdout }: { stdout: string }) => {
    throw new Error(stdout);
  });
}

it('lists the texts to submit by the hash that is in the document', async () => {
  await write('src/passes.graphql', passes);
  await write('src/pass.graphql', fragment);
  await makeTypes();
  const listed = JSON.parse(await read('out/persisted-documents.json')) as Record<string, string>;
  const [[hash = '', text = ''] = []] = Object.entries(listed);
  expect(Object.keys(listed)).toHaveLength(1);
  expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
  expect(text).toMatch(/query Passes .*fragment Pass|fragment Pass .*query Passes/);
  expect(await read('out/graphql.ts')).toContain(`{"__meta__":{"hash":"${hash}"}`);
});

it('what does not fit the schema is named by file and line, and nothing is written', async () => {
  await write('src/passes.graphql', 'query Passes {\n  me { transitPasses { colour } } }');
  const problem = `${join(folder, 'src/passes.graphql')}:2:24 Cannot query field "colour" on type "Pass".`;
  expect(await makeTypes()).toEqual({ code: 1, stdout: '', stderr: `${problem}\n` });
  expect(JSON.parse((await makeTypes('--json')).stdout)).toEqual({ problems: [problem] });
  await expect(read('out/graphql.ts')).rejects.toThrow('ENOENT');
});

it.each([
  ['{ me { due } }', ':1:1 an operation needs a name, which its types get'],
  ['type Query { a: Int }', ':1:1 only operations and fragments belong here'],
  ['query Passes {', ':1:15 Syntax Error: Expected Name, found <EOF>.'],
])('%j is refused', async (text, problem) => {
  await write('src/one.graphql', text);
  expect(await makeTypes()).toEqual({
    code: 2,
    stdout: '',
    stderr: `${join(folder, 'src/one.graphql')}${problem}\n`,
  });
});

it('a folder without operations, and an invalid schema, are refused', async () => {
  await write('src/readme.md', '');
  expect((await makeTypes()).stderr).toContain('has no operations');
  await write('src/passes.graphql', 'query Passes { me { due } }');
  await write('schema.sdl', 'not a schema');
  expect((await makeTypes()).stderr).toContain('schema.sdl is not a schema: Syntax Error');
});

it('takes a supergraph, without what no client sees', async () => {
  const transport = `${federationHeader('@key', '@authenticated', '@inaccessible')}
    type Query { me: Citizen @authenticated @dataClass(class: C1) }
    type Citizen @key(fields: "uin") {
      uin: ID! @inaccessible @authenticated @dataClass(class: C1)
      passes: Int @authenticated @dataClass(class: C1)
    }`;
  const supergraph = composeSupergraph([{ name: 'transport', url: 'http://t/graphql', sdl: transport }]);
  expect(supergraph).toContain('for: SECURITY');
  await write('schema.sdl', supergraph);
  await write('src/passes.graphql', 'query Passes { me { passes } }');
  expect(await makeTypes()).toMatchObject({ code: 0, stderr: '' });
  expect(await read('out/graphql.ts')).toContain('passes: number | null');
  await write('src/key.graphql', 'query Key { me { uin } }');
  expect((await makeTypes()).stderr).toContain('Cannot query field "uin" on type "Citizen".');
});

it('introspects a gateway as the caller that the token names', async () => {
  const schema = buildSchema(sdl);
  const tokens: unknown[] = [];
  const server = createServer(async (request, response) => {
    tokens.push(request.headers.authorization);
    const { query } = JSON.parse(Buffer.concat(await request.toArray()).toString());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await graphql({ schema, source: query })));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  await write('src/passes.graphql', 'query Passes { me { due } }');
  const args = ['types', join(folder, 'src'), '--out', join(folder, 'out'), '--schema', url];
  expect((await run([...args, '--token', 'abc'])).code).toBe(0);
  expect(tokens).toEqual(['Bearer abc']);
  server.closeAllConnections();
  server.close();
  expect(await run(args)).toEqual({
    code: 2,
    stdout: '',
    stderr: `${url} does not answer as a gateway (ECONNREFUSED); start it, or name a file\n`,
  });
});
