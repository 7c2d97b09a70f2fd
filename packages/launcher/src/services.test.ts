import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { repository } from './repository.ts';
import { cityPortal, demoServices, handedOn, serviceFolders } from './services.ts';

const subgraphs = {
  identity: 'secret-i',
  transport: 'secret-t',
  payments: 'secret-p',
  statistics: 'secret-s',
  platform: 'secret-r',
};
const secrets = {
  subgraphs,
  citizenKey: 'secret-citizen',
  addressee: 'secret-addressee',
  cookieKey: 'secret-cookie',
  pairwiseSalt: 'secret-salt',
  gatewaySigning: 'B'.repeat(43),
  registrySigning: 'A'.repeat(43),
  registrySeal: 'secret-seal',
  databaseAdmin: 'secret-admin',
  databases: { identity: 'secret-di', payments: 'secret-dp', registry: 'secret-dr' },
  databaseOwners: { identity: 'secret-oi', payments: 'secret-op', registry: 'secret-or' },
};
const databaseUrls = {
  identity: { service: 'postgresql://i', owner: 'postgresql://i-owner' },
  payments: { service: 'postgresql://p', owner: 'postgresql://p-owner' },
  registry: { service: 'postgresql://r', owner: 'postgresql://r-owner' },
};

function environments(env: Readonly<Record<string, string>> = {}) {
  const services = demoServices({ config: readConfig(env), secrets, databaseUrls, env });
  return Object.fromEntries(services.map((service) => [service.name, service.environment]));
}

describe('the environment of a service', () => {
  it.each([
    ['gateway', 'gateway/src/config/environment.ts'],
    ['identity', 'subgraphs/identity/src/config.ts'],
    ['transport', 'subgraphs/transport/src/config.ts'],
    ['payments', 'subgraphs/payments/src/config.ts'],
    ['statistics', 'subgraphs/statistics/src/config.ts'],
    ['platform', 'subgraphs/registry/src/config.ts'],
  ] as const)('names every variable that the configuration of %s reads', async (name, file) => {
    const text = await readFile(join(repository, file), 'utf8');
    const read = [...text.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, variable]) => variable);
    expect(read.length).toBeGreaterThan(1);
    // The files and SUBGRAPH_SCHEMAS are other sources of a supergraph and its agencies, JWKS_URL is derived
    // from the issuer's address, and a gateway sets WORKER_SLOT for its workers. Metrics of a demo are on
    // loopback.
    const known = [
      ...Object.keys(environments()[name]!),
      ...(handedOn(readConfig({}), {})[name] ?? []),
      'LOG_LEVEL',
      'SUPERGRAPH_FILE',
      'JWKS_URL',
      'WORKER_SLOT',
      'ADMIN_HOST',
      'SUBGRAPH_SCHEMAS',
      'AGENCY_MANIFESTS',
      'GATEWAY_ID',
      'GATEWAY_SIGNING_KEY_FILE',
      // A demo has no pooler.
      'DATABASE_LISTEN_URL_PAYMENTS',
      'DATABASE_LISTEN_URL_REGISTRY',
    ];
    expect(read.filter((variable) => !known.includes(variable!))).toEqual([]);
  });

  it('contains the secrets of that service and no others', () => {
    const found = Object.entries(environments()).map(([name, environment]) => [
      name,
      Object.values(environment)
        .filter((value) => value.startsWith('secret') || value.startsWith('postgresql'))
        .sort(),
    ]);
    expect(Object.fromEntries(found)).toEqual({
      identity: [
        'postgresql://i',
        'postgresql://i-owner',
        'secret-citizen',
        'secret-cookie',
        'secret-i',
        'secret-r',
        'secret-salt',
      ],
      transport: ['secret-t'],
      payments: ['postgresql://p', 'postgresql://p-owner', 'secret-addressee', 'secret-p'],
      statistics: ['secret-s'],
      platform: ['postgresql://r', 'postgresql://r-owner', 'secret-r', 'secret-seal'],
      gateway: ['secret-citizen', 'secret-i', 'secret-p', 'secret-r', 'secret-s', 'secret-t'],
    });
  });

  it('passes a variable of the user only to the service that reads it', () => {
    const all = environments({ TRANSPORT_GTFS: 'feed.zip', CLICKHOUSE_URL: '', AWS_SECRET_ACCESS_KEY: 'x' });
    const with_ = (variable: string) => Object.keys(all).filter((name) => variable in all[name]!);
    expect(with_('TRANSPORT_GTFS')).toEqual(['transport']);
    expect(with_('CLICKHOUSE_URL')).toEqual([]);
    expect(with_('AWS_SECRET_ACCESS_KEY')).toEqual([]);
  });

  it('follows the ports', () => {
    const { gateway, identity } = environments({ PORT: '5000', PORT_IDENTITY: '5001' });
    expect(gateway).toMatchObject({ PORT: '5000', SUBGRAPH_URL_IDENTITY: 'http://127.0.0.1:5001/graphql' });
    expect(identity).toMatchObject({ PORT: '5001', ISSUER_URL: 'http://127.0.0.1:5001', HOST: '127.0.0.1' });
  });

  it('listens on loopback, except a gateway that the user exposes', () => {
    const hosts = Object.values(environments({ HOST: '0.0.0.0' })).map(({ HOST }) => HOST);
    expect(hosts).toEqual([...Array(5).fill('127.0.0.1'), '0.0.0.0']);
  });
});

describe('the example partner app', () => {
  const portal = (env: Readonly<Record<string, string>>) => {
    const config = readConfig(env);
    return cityPortal({ config, secrets, databaseUrls, env }, config.portalPort!, 'secret of the app');
  };

  it('knows the public addresses of the city and its own secret, nothing else', () => {
    const env = { PORT: '5000', PORT_IDENTITY: '5001', PORT_PAYMENTS: '5003', PORT_CITY_PORTAL: '5871' };
    expect(portal({ ...env, HOST: '0.0.0.0', REDIS_URL: 'redis://x' })).toMatchObject({
      entry: 'bundle/city-portal.js',
      url: 'http://127.0.0.1:5871',
      environment: {
        PORT: '5871',
        PORTAL_URL: 'http://127.0.0.1:5871',
        GATEWAY_URL: 'http://127.0.0.1:5000/graphql',
        ISSUER_URL: 'http://127.0.0.1:5001',
        RECEIPT_KEYS_URL: 'http://127.0.0.1:5003/receipts/jwks.json',
        CLIENT_ID: 'wechat-city',
        CLIENT_SECRET: 'secret of the app',
      },
    });
    const values = Object.values(portal(env).environment);
    expect(values.filter((value) => /^(secret-|postgresql|redis)/.test(value))).toEqual([]);
  });

  it('shows the stop and the region that the user names', () => {
    const home = { HOME_STOP: 'KUOPIO:1', HOME_CITY: 'FIN', TIME_ZONE: 'Europe/Helsinki' };
    expect(portal(home).environment).toMatchObject(home);
  });

  it('is known to the issuer, unless it does not run', () => {
    expect(environments({ PORT_CITY_PORTAL: '5871' }).identity).toMatchObject({
      CITY_PORTAL_URL: 'http://127.0.0.1:5871',
    });
    expect(environments({ CITY_PORTAL: 'off' }).identity).not.toHaveProperty('CITY_PORTAL_URL');
    expect(serviceFolders(readConfig({}))).toContain('examples/city-portal');
    expect(serviceFolders(readConfig({ CITY_PORTAL: 'off' }))).not.toContain('examples/city-portal');
    expect(() => readConfig({ PORT_CITY_PORTAL: '4000' })).toThrow(
      /^PORT_CITY_PORTAL: 4000 is the port of PORT/,
    );
  });
});
