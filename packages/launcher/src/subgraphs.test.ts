import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { LaunchError } from './launch-error.ts';
import { repository } from './repository.ts';
import { demoServices, serviceFolders } from './services.ts';
import { demoSubgraphs, subgraphsWithSecret } from './subgraphs.ts';

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

const key = 'A'.repeat(43);

function start(env: Readonly<Record<string, string>>, others: Readonly<Record<string, string>> = {}) {
  const own = Object.fromEntries(demoSubgraphs().map(({ name }) => [name, `secret-${name}`]));
  const services = demoServices({
    config: readConfig(env),
    secrets: {
      subgraphs: { ...own, ...others },
      ...{ citizenKey: '', addressee: '', cookieKey: '', pairwiseSalt: '', databaseAdmin: '' },
      ...{ gatewaySigning: key, registrySigning: key, registrySeal: '' },
      ...{ databases: {}, databaseOwners: {} },
    },
    databaseUrls: { registry: { service: 'postgresql://r', owner: null } },
    env,
  });
  return Object.fromEntries(services.map((service) => [service.name, service]));
}

describe('the subgraphs that a demo runs', () => {
  it('are those of the repository, at the ports of their manifests', () => {
    const found = demoSubgraphs().map(({ name, port }) => [name, port]);
    expect(found[0]).toEqual(['identity', 4001]);
    expect(found.map(([, port]) => port)).toEqual(found.map((_, index) => 4001 + index));
  });

  it('have a variable for their port, which takes precedence', () => {
    const [first, ...others] = demoSubgraphs();
    const config = readConfig({ PORT_IDENTITY: '5001' }, [first!, { ...others[0]!, name: 'public-works' }]);
    expect(config.subgraphPorts).toEqual({ identity: 5001, 'public-works': others[0]!.port });
    expect(() => readConfig({ PORT_IDENTITY: 'x' })).toThrow(/^PORT_IDENTITY: must be a port number/);
    expect(() => readConfig({ DATABASE_URL_IDENTITY: 'mysql://x' })).toThrow(
      /^DATABASE_URL_IDENTITY: must be/,
    );
  });

  it('have a folder of another name if they want: files and databases are named after it', () => {
    const env = { PORT_PLATFORM: '5005', DATABASE_URL_REGISTRY: 'postgresql://mine' };
    const config = readConfig(env);
    expect(config.subgraphPorts).toMatchObject({ platform: 5005 });
    expect(config.databaseUrls).toEqual({ registry: 'postgresql://mine' });
    expect(serviceFolders(config)).toContain('subgraphs/registry');
    const { platform, gateway } = start(env);
    expect(platform).toMatchObject({
      entry: 'bundle/registry.js',
      environment: {
        PORT: '5005',
        SUBGRAPH_SECRET: 'secret-platform',
        DATABASE_URL_REGISTRY: 'postgresql://r',
      },
    });
    expect(gateway?.environment).toMatchObject({
      SUBGRAPH_URL_PLATFORM: 'http://127.0.0.1:5005/graphql',
      SUBGRAPH_SECRET_PLATFORM: 'secret-platform',
    });
  });

  it('are published at the first start, unless the user names other folders', () => {
    const seedOf = (env: Readonly<Record<string, string>>) => start(env).platform?.environment.REGISTRY_SEED;
    expect(seedOf({})).toBe('subgraphs,gateway');
    expect(seedOf({ AGENCY_MANIFESTS: folder })).toBe(`${relative(repository, folder)},gateway`);
    expect(seedOf({ AGENCY_MANIFESTS: folder, REGISTRY_SEED: 'mine' })).toBe('mine');
  });
});

describe('a subgraph that runs elsewhere', () => {
  it('is known by its manifest: the gateway gets its secret, and calls the endpoint', async () => {
    await publish('libraries', libraries);
    await mkdir(join(folder, 'without'));
    expect(subgraphsWithSecret(folder)).toEqual(['libraries']);
    const env = { AGENCY_MANIFESTS: folder, SUBGRAPH_SETTINGS_LIBRARIES: 'deadlineMs=800' };
    const services = start(env, { libraries: 'secret-libraries' });
    expect(services).not.toHaveProperty('libraries');
    const gateway = services.gateway?.environment;
    expect(gateway).toMatchObject({
      SUBGRAPH_SECRET_LIBRARIES: 'secret-libraries',
      SUBGRAPH_SETTINGS_LIBRARIES: 'deadlineMs=800',
    });
    expect(gateway).not.toHaveProperty('SUBGRAPH_URL_LIBRARIES');
    expect(services.identity?.environment).toMatchObject({ AGENCY_MANIFESTS: folder });
  });

  it('has no secret if it publishes a public key, even if one is stored', async () => {
    await publish('libraries', { ...libraries, signing: { algorithm: 'ed25519', publicKey: key } });
    expect(subgraphsWithSecret(folder)).toEqual([]);
    const { gateway } = start({ AGENCY_MANIFESTS: folder }, { libraries: 'secret-libraries' });
    expect(gateway?.environment).not.toHaveProperty('SUBGRAPH_SECRET_LIBRARIES');
  });

  it('with a bad manifest stops the start, with one line for each problem', async () => {
    await publish('libraries', { ...libraries, formatVersion: 2, contacts: [] });
    const refused = () => subgraphsWithSecret(folder);
    expect(refused).toThrow(LaunchError);
    expect(refused).toThrow(/^\S+libraries\/manifest.json: formatVersion: .*\n\S+: contacts: [^\n]+$/);
    expect(() => subgraphsWithSecret(join(folder, 'none'))).toThrow(/^AGENCY_MANIFESTS: /);
  });
});
