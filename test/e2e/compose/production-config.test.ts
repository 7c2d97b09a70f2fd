import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig as identityConfig } from '../../../subgraphs/identity/src/config.ts';
import { readConfig as paymentsConfig } from '../../../subgraphs/payments/src/config.ts';
import { readConfig as registryConfig } from '../../../subgraphs/registry/src/config.ts';
import { parseConfig as statisticsConfig } from '../../../subgraphs/statistics/src/config.ts';
import { readConfig as transportConfig } from '../../../subgraphs/transport/src/config.ts';
import { findCompose, productionEnvironment, readComposition } from './compose-file.ts';

/** What the example leaves to the operator. */
const known = {
  ISSUER_URL: 'https://id.city.example',
  TOKEN_AUDIENCE: 'https://graph.city.example',
  TRANSPORT_FEEDS: '/srv/feeds',
  TRANSPORT_FEED: 'small.zip',
  TRANSPORT_REGION: '330100',
  STATISTICS_DATASETS: '/srv/datasets',
  STATISTICS_AGENCIES: 'statistics,transport,education',
};
const compose = await findCompose();

describe.skipIf(compose === null)(
  `the configuration of production${compose === null ? ' (no docker compose)' : ''}`,
  () => {
    let environments: ReadonlyMap<string, Record<string, string>>;
    beforeAll(async () => {
      const { services } = await readComposition(compose!, await productionEnvironment(known));
      environments = new Map(
        Object.entries(services).map(([name, { environment }]) => [
          name,
          Object.fromEntries(Object.entries(environment ?? {}).map(([key, value]) => [key, value ?? ''])),
        ]),
      );
    }, 60_000);

    it.each([
      [identityConfig, 'identity', { TEST_LOGIN: 'on' }, 'TEST_LOGIN'],
      [identityConfig, 'identity', { PERSONA_TOKENS: 'on' }, 'PERSONA_TOKENS'],
      [identityConfig, 'identity', { SYNTHETIC_CITIZENS: 'on' }, 'SYNTHETIC_CITIZENS'],
      [identityConfig, 'identity', { PAIRWISE_SALT: '' }, 'PAIRWISE_SALT'],
      [paymentsConfig, 'payments', { PAYMENT_PROVIDERS: 'test' }, 'PAYMENT_PROVIDERS'],
      [paymentsConfig, 'payments', { RECEIPT_SIGNING_KEY: '' }, 'RECEIPT_SIGNING_KEY'],
      [transportConfig, 'transport', { TRANSPORT_GTFS: '' }, 'TRANSPORT_GTFS'],
      [statisticsConfig, 'statistics', { STATISTICS_DATASETS: '' }, 'STATISTICS_DATASETS'],
      [statisticsConfig, 'statistics', { STATISTICS_AGENCIES: '' }, 'STATISTICS_AGENCIES'],
      [statisticsConfig, 'statistics', { DISCLOSURE_KEY: '' }, 'DISCLOSURE_KEY'],
      [registryConfig, 'registry', { REGISTRY_SIGNING_KEY: '' }, 'REGISTRY_SIGNING_KEY'],
      [registryConfig, 'registry', { REGISTRY_SEAL_KEY: '' }, 'REGISTRY_SEAL_KEY'],
      [registryConfig, 'registry', { REGISTRY_SEED: 'subgraphs' }, 'REGISTRY_SEED'],
    ])('of $1 is accepted, but not with $2', (read, name, changes, variable) => {
      const environment = environments.get(name)!;
      expect(read(environment)).toBeTypeOf('object');
      expect(() => read({ ...environment, ...changes })).toThrow(new RegExp(`^${variable}: `));
    });
  },
);
