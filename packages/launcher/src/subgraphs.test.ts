import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { LaunchError } from './launch-error.ts';
import { demoServices } from './services.ts';
import { demoSubgraphs, publishedSubgraphs } from './subgraphs.ts';

const libraries = {
  formatVersion: 1,
  subgraph: 'libraries',
  agency: {
    id: 'culture',
    name: { zh: '文化局', en: 'Culture Bureau' },
    kind: 'CULTURE',
    homepage: 'https://culture.city.example/',
    phone: '+8657112000007',
  },
  contacts: [{ about: 'engineering', email: 'graph@culture.city.example' }],
  endpoint: 'https://libraries.city.example/graphql',
  signing: { algorithm: 'hmac-sha256' },
  scopes: [],
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-subgraphs-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function publish(name: string, manifest: object): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'manifest.json'), JSON.stringify(manifest));
}

describe('the subgraphs that a demo runs', () => {
  it('are those of the clone, at the ports of their manifests', () => {
    const found = demoSubgraphs().map(({ name, port }) => [name, port]);
    expect(found[0]).toEqual(['identity', 4001]);
    expect(found.map(([, port]) => port)).toEqual(found.map((_, index) => 4001 + index));
  });

  it('have a variable for their port, which wins', () => {
    const [first, ...others] = demoSubgraphs();
    const config = readConfig({ PORT_IDENTITY: '5001' }, [first!, { ...others[0]!, name: 'public-works' }]);
    expect(config.subgraphPorts).toEqual({ identity: 5001, 'public-works': others[0]!.port });
    expect(() => readConfig({ PORT_IDENTITY: 'x' })).toThrow(/^PORT_IDENTITY: must be a port number/);
    expect(() => readConfig({ DATABASE_URL_IDENTITY: 'mysql://x' })).toThrow(
      /^DATABASE_URL_IDENTITY: must be/,
    );
  });
});

describe('a subgraph that runs elsewhere', () => {
  it('is known by its manifest: the gateway gets its secret, and calls the endpoint', async () => {
    await publish('libraries', libraries);
    await mkdir(join(folder, 'without'));
    expect(publishedSubgraphs(folder)).toEqual(['libraries']);
    const env = { AGENCY_MANIFESTS: folder, SUBGRAPH_SETTINGS_LIBRARIES: 'deadlineMs=800' };
    const own = Object.fromEntries(demoSubgraphs().map(({ name }) => [name, `secret-${name}`]));
    const services = demoServices({
      config: readConfig(env),
      secrets: {
        subgraphs: { ...own, libraries: 'secret-libraries' },
        ...{ citizenKey: '', addressee: '', cookieKey: '', pairwiseSalt: '', databaseAdmin: '' },
        ...{ databases: {}, databaseOwners: {} },
      },
      databaseUrls: {},
      env,
    });
    expect(services.map(({ name }) => name)).not.toContain('libraries');
    const gateway = services.find(({ name }) => name === 'gateway')?.environment ?? {};
    expect(gateway).toMatchObject({
      SUBGRAPH_SCHEMAS: folder,
      SUBGRAPH_SECRET_LIBRARIES: 'secret-libraries',
      SUBGRAPH_SETTINGS_LIBRARIES: 'deadlineMs=800',
    });
    expect(gateway).not.toHaveProperty('SUBGRAPH_URL_LIBRARIES');
    expect(services[0]?.environment).toMatchObject({ AGENCY_MANIFESTS: folder });
  });

  it('with a bad manifest stops the start, with one line for each problem', async () => {
    await publish('libraries', { ...libraries, formatVersion: 2, contacts: [] });
    const refused = () => publishedSubgraphs(folder);
    expect(refused).toThrow(LaunchError);
    expect(refused).toThrow(/^\S+libraries\/manifest.json: formatVersion: .*\n\S+: contacts: [^\n]+$/);
    expect(() => publishedSubgraphs(join(folder, 'none'))).toThrow(/^AGENCY_MANIFESTS: /);
  });
});
