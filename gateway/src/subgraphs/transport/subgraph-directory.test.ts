import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous } from '@civic-graph/policy';
import { composeSupergraph } from '@civic-graph/supergraph';
import { createInProcessGraph, testSecrets, withPublicClass } from '@civic-graph/testing';
import { createRequestSigner, createRequestVerifier } from '@civic-graph/tokens';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createRows, subgraphs } from '../../../test/fixtures/create-engine.ts';
import { startTestGateway, type TestGateway, testSupergraph } from '../../../test/fixtures/gateway.ts';
import { subgraphDirectory } from './subgraph-directory.ts';

const secret = testSecrets.subgraph;
const patience = { timeout: 15_000, interval: 50 };

/** Replaces a file the way deployments do. */
async function settingsFile(content: object) {
  const folder = await mkdtemp(join(tmpdir(), 'civic-directory-'));
  const path = join(folder, 'subgraphs.json');
  const replace = async (next: object | string) => {
    await writeFile(`${path}.new`, typeof next === 'string' ? next : JSON.stringify(next));
    await rename(`${path}.new`, path);
  };
  await replace(content);
  return { path, replace, remove: () => rm(folder, { recursive: true }) };
}

describe('an agency that joins a running gateway', () => {
  const libraries = {
    name: 'libraries',
    url: 'http://libraries.invalid/graphql',
    sdl: withPublicClass(`
      extend schema
        @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
        @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
        @composeDirective(name: "@dataClass")
      directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
      enum DataClass { C0 C1 C2 C3 C4 }
      type Query { openLibraries: [Place!]! }
      type Place @key(fields: "code") { code: ID!  books: Int }
    `),
  };
  const withLibraries = composeSupergraph([...subgraphs, libraries]);
  let graph: TestGateway;
  let file: Awaited<ReturnType<typeof settingsFile>>;

  beforeAll(async () => {
    const { roots, rows } = createRows();
    const library = rows.find(({ code }) => code === 'library')!;
    Object.assign(library, { books: 40_000 });
    Object.assign(roots.Query!, { openLibraries: [library] });
    const { respond } = createInProcessGraph([...subgraphs, libraries], roots, rows);
    file = await settingsFile({});
    const names = [...subgraphs.map(({ name }) => name)];
    const inner = { supergraphSdl: testSupergraph, subgraphs: names, respond };
    graph = await startTestGateway({ directoryFile: file.path }, inner);
  });
  afterAll(async () => {
    await graph.close();
    await file.remove();
  });

  const query = '{ openLibraries { title books } }';
  const answer = { openLibraries: [{ title: 'The library', books: 40_000 }] };
  const dataOf = async (text: string) => (await graph.ask(text)).json.data;
  const refusal = async () =>
    (await graph.send({ method: 'GET', url: '/readyz' })).json.refusedSupergraph?.reason ?? null;
  const paths = () => graph.calls.splice(0).map(({ path }) => path);

  test('is called once the gateway knows its address, and not before', async () => {
    await graph.replaceSupergraph(withLibraries);
    await expect.poll(refusal, patience).toMatch(/^SUBGRAPH_URL_LIBRARIES: .* subgraph libraries$/);
    expect((await graph.ask(query)).status).toBe(400);
    await file.replace({ libraries: { url: `${graph.subgraphOrigin}/libraries/graphql` } });
    await expect.poll(refusal, patience).toMatch(/^SUBGRAPH_SECRET_LIBRARIES: /);
    await file.replace({ libraries: { url: `${graph.subgraphOrigin}/libraries/graphql`, secret } });
    await expect.poll(() => dataOf(query), patience).toEqual(answer);
    expect(await refusal()).toBeNull();
  });

  test('is called at its new address after a move, without a change of the supergraph', async () => {
    graph.calls.splice(0);
    await dataOf(query);
    expect(paths()).toContain('/libraries/graphql');
    await file.replace({ libraries: { url: `${graph.subgraphOrigin}/libraries/moved`, secret } });
    await expect
      .poll(async () => {
        expect(await dataOf(query)).toEqual(answer);
        return paths();
      }, patience)
      .toContain('/libraries/moved');
  });

  test.each<[string, object | string, RegExp]>([
    ['no JSON', '{', /^SUBGRAPHS_FILE: is not JSON$/],
    ['a bad secret', { libraries: { url: 'http://a.test', secret: 'hunter2' } }, /libraries\.secret must be/],
    ['a bad address', { libraries: { url: 'ftp://a.test', secret } }, /libraries\.url must be/],
    ['a word that means nothing', { libraries: { link: 'http://a.test' } }, /libraries/],
    [
      'identity',
      { identity: { url: 'http://a.test' } },
      /only SUBGRAPH_URL_IDENTITY and SUBGRAPH_SECRET_IDENTITY set identity/,
    ],
  ])('stays at its address when the file contains %s', async (_name, content, reason) => {
    await file.replace(content);
    await expect.poll(refusal, patience).toMatch(reason);
    expect(await refusal()).not.toMatch(/hunter2/);
    expect(await dataOf(query)).toEqual(answer);
    await file.replace({ libraries: { url: `${graph.subgraphOrigin}/libraries/moved`, secret } });
    await expect.poll(refusal, patience).toBeNull();
  });

  test('is removed when the supergraph no longer has it, whatever the file says', async () => {
    await graph.replaceSupergraph(testSupergraph);
    await expect.poll(async () => (await graph.ask(query)).status, patience).toBe(400);
    expect(await dataOf('{ place(code: "library") { title stars } }')).toMatchObject({
      place: { title: 'The library' },
    });
  });

  test('is counted in the metrics, and so are refused changes', async () => {
    const figures = await graph.gateway.metrics();
    expect(figures).toMatch(/civic_gateway_supergraph_changes_total\{outcome="refused"\} [1-9]/);
    expect(figures).toMatch(/civic_gateway_supergraph_changes_total\{outcome="served"\} [1-9]/);
    expect(figures).toMatch(/civic_gateway_supergraph_refused 0/);
  });
});

test('the file adds to the environment, and overrides it', async () => {
  const file = await settingsFile({ b: { url: 'http://b2.test/graphql' } });
  onTestFinished(() => file.remove());
  const known = ['a', 'b'].map((name) => ({ name, url: `http://${name}.test/graphql`, secret }));
  const { endpointsOf } = await subgraphDirectory({ endpoints: known, file: file.path }).read();
  expect(endpointsOf(['a', 'b']).map(({ url }) => url)).toEqual([
    'http://a.test/graphql',
    'http://b2.test/graphql',
  ]);
});

describe('a subgraph with a public key', () => {
  const gatewayKeys = generateKeyPairSync('ed25519');
  const agencyKeys = generateKeyPairSync('ed25519');
  const publicKey = String(agencyKeys.publicKey.export({ format: 'jwk' }).x);

  async function endpointOf(listed: object, signingKey?: KeyObject) {
    const file = await settingsFile({ libraries: { url: 'http://libraries.test/graphql', ...listed } });
    onTestFinished(() => file.remove());
    const { endpointsOf } = await subgraphDirectory({ endpoints: [], file: file.path, signingKey }).read();
    return endpointsOf(['libraries'])[0]!;
  }

  test('is called with a signature that only the gateway can make', async () => {
    const endpoint = await endpointOf({ publicKey }, gatewayKeys.privateKey);
    const call = { method: 'POST', path: '/graphql', body: '{}', principal: anonymous, requestId: 'r1' };
    const headers = createRequestSigner({ ...endpoint, keyId: 'libraries' })(call);
    const received = { method: 'POST', path: '/graphql', body: Buffer.from('{}'), headers };
    const verify = (key: KeyObject) =>
      createRequestVerifier({ publicKey: key, keyId: 'libraries' }).verify(received);
    await expect(verify(gatewayKeys.publicKey)).resolves.toBeDefined();
    await expect(verify(agencyKeys.publicKey)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('needs a key of the gateway, and no secret', async () => {
    await expect(endpointOf({ publicKey })).rejects.toThrow('GATEWAY_SIGNING_KEY: is required');
    await expect(endpointOf({ publicKey, secret }, gatewayKeys.privateKey)).rejects.toThrow(
      'SUBGRAPHS_FILE: libraries has a secret and a publicKey; remove one',
    );
    await expect(endpointOf({ publicKey: 'short' }, gatewayKeys.privateKey)).rejects.toThrow(
      'SUBGRAPHS_FILE: libraries.publicKey must be base64url',
    );
  });
});
describe('a folder of manifests', () => {
  const manifest = (subgraph: string, endpoint: string) => ({
    formatVersion: 1,
    subgraph,
    agency: {
      id: 'culture',
      name: { zh: '文化局', en: 'Culture Bureau' },
      kind: 'CULTURE',
      homepage: 'https://culture.city.example/',
      phone: '+8657112000007',
    },
    contacts: [{ about: 'engineering', email: 'graph@culture.city.example' }],
    endpoint,
    signing: { algorithm: 'hmac-sha256' },
    scopes: [],
  });
  async function folderOf(manifests: Record<string, object | string>) {
    const path = await mkdtemp(join(tmpdir(), 'civic-manifests-'));
    onTestFinished(() => rm(path, { recursive: true }));
    const write = async (name: string, content: object | string) => {
      await mkdir(join(path, name), { recursive: true });
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      await writeFile(join(path, name, 'manifest.json'), text);
    };
    for (const [name, content] of Object.entries(manifests)) await write(name, content);
    return { path, write };
  }
  const at = (path: string) => `http://published.test/${path}`;

  test('has the addresses that neither the environment nor the file sets', async () => {
    const { path } = await folderOf({
      libraries: manifest('libraries', at('libraries')),
      museums: manifest('museums', at('museums')),
      theatres: manifest('theatres', 'unix:/run/theatres.sock'),
    });
    const file = await settingsFile({ museums: { url: 'http://file.test/graphql' } });
    onTestFinished(() => file.remove());
    const endpoints = [
      { name: 'libraries', url: 'http://environment.test/graphql', secret },
      ...['museums', 'theatres'].map((name) => ({ name, url: null, secret })),
    ];
    const { endpointsOf } = await subgraphDirectory({ endpoints, file: file.path, manifests: path }).read();
    expect(endpointsOf(['libraries', 'museums', 'theatres']).map(({ url }) => url)).toEqual([
      'http://environment.test/graphql',
      'http://file.test/graphql',
      'unix:/run/theatres.sock',
    ]);
    expect(() => endpointsOf(['archives'])).toThrow(/^SUBGRAPH_URL_ARCHIVES: is required/);
  });

  test('with a bad manifest refuses that subgraph, and no other', async () => {
    const { path } = await folderOf({
      libraries: { ...manifest('libraries', at('libraries')), contacts: [] },
      museums: manifest('museums', at('museums')),
    });
    const endpoints = ['libraries', 'museums'].map((name) => ({ name, url: null, secret }));
    const { endpointsOf } = await subgraphDirectory({ endpoints, file: null, manifests: path }).read();
    expect(endpointsOf(['museums'])).toEqual([{ name: 'museums', url: at('museums'), secret }]);
    expect(() => endpointsOf(['libraries'])).toThrow(
      'libraries/manifest.json: contacts: must name at least one contact',
    );
  });

  test('is watched, also for agencies that join', async () => {
    const { path, write } = await folderOf({ libraries: manifest('libraries', at('libraries')) });
    const endpoints = ['libraries', 'museums'].map((name) => ({ name, url: null, secret }));
    const directory = subgraphDirectory({ endpoints, file: null, manifests: path });
    const before = (await directory.read()).fingerprint;
    let changes = 0;
    onTestFinished(directory.watch(() => changes++));
    await expect.poll(() => changes, patience).toBe(1);
    expect((await directory.read()).fingerprint).toBe(before);
    await write('museums', manifest('museums', at('museums')));
    await expect.poll(() => changes, patience).toBe(2);
    const { fingerprint, endpointsOf } = await directory.read();
    expect(fingerprint).not.toBe(before);
    expect(endpointsOf(['museums'])).toEqual([{ name: 'museums', url: at('museums'), secret }]);
  });
});
