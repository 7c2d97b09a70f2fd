import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { subgraphs } from '../../test/fixtures/create-engine.ts';
import { startTestGateway, type TestGateway, testSupergraph } from '../../test/fixtures/gateway.ts';

let graph: TestGateway;
afterEach(() => graph.close());

const withoutTags = testSupergraph.replace(/^.*\btags: .*\n/m, '');
const unknownPolicy = testSupergraph.replace('role:auditor', 'auditor');
const [, graphName] = /enum join__Graph \{\s*(\w+)/.exec(testSupergraph) ?? [];
/** Valid for every JavaScript check; the native planner panics at the extension and aborts its process. */
const deadly = `${testSupergraph}
extend type Query { more: String @join__field(graph: ${graphName}) @dataClass(class: C0) }`;
const patience = { timeout: 15_000, interval: 50 };

const statusOf = async (query: string) => (await graph.ask(query)).status;
const hasTags = async () => (await statusOf('{ people { tags } }')) === 200;
const readiness = async () => (await graph.send({ method: 'GET', url: '/readyz' })).json;

describe('a supergraph file that is replaced', () => {
  test('is served immediately, and again with each change', async () => {
    graph = await startTestGateway();
    expect(await hasTags()).toBe(true);
    const first = (await readiness()).supergraph;
    for (const [sdl, expected] of [
      [withoutTags, false],
      [testSupergraph, true],
      [withoutTags, false],
    ] as const) {
      await graph.replaceSupergraph(sdl);
      await expect.poll(hasTags, patience).toBe(expected);
    }
    const { supergraph, ...rest } = await readiness();
    expect(supergraph).not.toBe(first);
    expect(rest).toEqual({
      status: 'ready',
      planner: 'rust',
      accessRecords: 'written',
      personalData: 'served',
    });
  });

  test.each<[string, string, RegExp]>([
    ['an unknown policy', unknownPolicy, /unknown policy "auditor"/],
    ['half a file', testSupergraph.slice(0, 2_000), /Syntax Error/],
    ['nothing', '', /Syntax Error/],
    ['no query type', testSupergraph.replace('query: Query', ''), /./],
    ['what aborts the native planner', deadly, /The planner ended \(SIG/],
    ['what only the gateway refuses', testSupergraph.replace(/join\/v0\.\d/, 'join/v9.9'), /./],
  ])(
    'by %s is refused and reported, and the previous one serves until a valid one arrives',
    async (_name, sdl, reason) => {
      graph = await startTestGateway();
      await expect.poll(readiness, patience).toMatchObject({ accessRecords: 'written' });
      const before = await readiness();
      await graph.replaceSupergraph(sdl);
      await expect.poll(readiness, patience).toHaveProperty('refusedSupergraph');
      const refused = await readiness();
      expect(refused).toEqual({
        ...before,
        refusedSupergraph: { at: expect.any(String), reason: expect.stringMatching(reason) },
      });
      expect(await hasTags()).toBe(true);
      expect((await graph.ask('{ people { planned: name } }')).json.errors).toBeUndefined();
      expect(graph.log.join()).toContain('supergraph refused');

      // An unchanged copy of the current one counts as well.
      await graph.replaceSupergraph(testSupergraph);
      await expect.poll(readiness, patience).toEqual(before);
      await graph.replaceSupergraph(withoutTags);
      await expect.poll(hasTags, patience).toBe(false);
      expect(await readiness()).not.toHaveProperty('refusedSupergraph');
    },
  );

  test('by a stricter one denies immediately, including planned operations', async () => {
    graph = await startTestGateway();
    const query = '{ person(id: "1") { name } }';
    expect((await graph.ask(query)).json.data).toEqual({ person: { name: 'Person 1' } });
    // A rule only on the interface, without composition's copies: it applies to Person too.
    const stricter = testSupergraph.replace(
      /(interface Agent[^}]*name: String.*?)role:auditor/s,
      '$1role:chief',
    );
    expect(stricter).not.toBe(testSupergraph);
    await graph.replaceSupergraph(stricter);
    await expect
      .poll(async () => (await graph.ask(query)).json.data, patience)
      .toEqual({ person: { name: null } });
  });

  test('is reported missing, without its path', async () => {
    graph = await startTestGateway();
    await rename(graph.supergraphFile, `${graph.supergraphFile}.gone`);
    await expect.poll(readiness, patience).toHaveProperty('refusedSupergraph');
    const { refusedSupergraph } = await readiness();
    expect(refusedSupergraph?.reason).toContain('ENOENT');
    expect(refusedSupergraph?.reason).not.toContain(tmpdir());
    await rename(`${graph.supergraphFile}.gone`, graph.supergraphFile);
    await expect.poll(readiness, patience).not.toHaveProperty('refusedSupergraph');
  });

  test('is noticed together with its folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'civic-releases-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const [release, sdl] of [
      ['1', testSupergraph],
      ['2', withoutTags],
    ] as const) {
      await mkdir(join(folder, release));
      await writeFile(join(folder, release, 'supergraph.graphql'), sdl);
    }
    await symlink('1', join(folder, 'current'));
    const path = join(folder, 'current', 'supergraph.graphql');
    graph = await startTestGateway({ supergraph: { kind: 'file', path } });
    expect(await hasTags()).toBe(true);
    await symlink('2', join(folder, 'next'));
    await rename(join(folder, 'next'), join(folder, 'current'));
    await expect.poll(hasTags, patience).toBe(false);
  });

  test('fails no request during the change', async () => {
    graph = await startTestGateway();
    const statuses = new Set<number>();
    let done = false;
    const load = (async () => {
      while (!done) statuses.add(await statusOf('{ people { id name visits { at } } }'));
    })();
    for (const sdl of [withoutTags, unknownPolicy, testSupergraph, '', withoutTags]) {
      await graph.replaceSupergraph(sdl);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await expect.poll(hasTags, patience).toBe(false);
    done = true;
    await load;
    expect([...statuses]).toEqual([200]);
  });
});

test('in development it is composed from the agencies’ files, and again when one changes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-schemas-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const schemaFile = (name: string) => join(folder, name, 'schema.graphql');
  for (const { name, sdl } of subgraphs) {
    await mkdir(join(folder, name));
    await writeFile(schemaFile(name), sdl);
  }
  graph = await startTestGateway({ supergraph: { kind: 'compose', folder } });
  expect(await hasTags()).toBe(true);

  const { name, sdl } = subgraphs[0]!;
  await writeFile(
    schemaFile(name),
    sdl.replace('union Subject = Person | Company', 'union Subject = Person | Nobody'),
  );
  await expect.poll(readiness, patience).toHaveProperty('refusedSupergraph');
  expect((await readiness()).refusedSupergraph?.reason).toContain('Nobody');
  expect(await hasTags()).toBe(true);

  await writeFile(schemaFile(name), sdl.replace(/^.*\btags: .*\n/m, ''));
  await expect.poll(hasTags, patience).toBe(false);
  expect(await readiness()).not.toHaveProperty('refusedSupergraph');
});

test('a gateway starts while no agency can be reached', async () => {
  const endpoints = subgraphs.map(({ name }) => ({
    name,
    url: 'http://127.0.0.1:1/graphql',
    secret: Buffer.alloc(32).toString('base64url'),
  }));
  graph = await startTestGateway({ directory: { endpoints, file: null } });
  expect((await readiness()).status).toBe('ready');
  const { status, json } = await graph.ask('{ person(id: "1") { name } }');
  expect(status).toBe(200);
  expect(json.errors[0].extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
});

test.each(['rust', 'apollo'] as const)(
  'a gateway with the %s planner does not start with',
  async (planner) => {
    graph = await startTestGateway({ planner });
    expect((await readiness()).planner).toBe(planner);
    const aborts = planner === 'rust' ? [deadly] : [];
    for (const sdl of [unknownPolicy, '', 'type Query { a: Int }', ...aborts]) {
      const path = `${graph.supergraphFile}.bad`;
      await writeFile(path, sdl);
      await expect(startTestGateway({ planner, supergraph: { kind: 'file', path } })).rejects.toThrow();
    }
  },
);
