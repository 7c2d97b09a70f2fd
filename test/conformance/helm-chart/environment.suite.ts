import { memoryFlags } from '@civic-graph/launcher';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig as gatewayConfig } from '../../../gateway/src/config/config.ts';
import { readConfig as identityConfig } from '../../../subgraphs/identity/src/config.ts';
import { readConfig as paymentsConfig } from '../../../subgraphs/payments/src/config.ts';
import { readConfig as registryConfig } from '../../../subgraphs/registry/src/config.ts';
import { parseConfig as statisticsConfig } from '../../../subgraphs/statistics/src/config.ts';
import { readConfig as transportConfig } from '../../../subgraphs/transport/src/config.ts';
import { composeText, environmentOf, environmentTable, inCompose } from '../../e2e/compose/compose-file.ts';
import { cases } from './cases.ts';
import { rendered, settingsOf, withoutHelm } from './chart.ts';
import { type EnvironmentEntry, workloads } from './objects.ts';
import { secretValues } from './secret-values.ts';

const services = {
  gateway: gatewayConfig,
  identity: identityConfig,
  transport: transportConfig,
  payments: paymentsConfig,
  statistics: statisticsConfig,
  registry: registryConfig,
};
type Service = keyof typeof services;
const names = Object.keys(services) as Service[];

/** What of docker-compose.yml is in the chart under another name, or exists beside it. */
const elsewhere: Readonly<Record<string, string>> = {
  'gateway-2': 'gateway.replicas',
  audit: 'kubectl exec … civic audit verify',
  balancer: 'edge',
  postgres: 'DATABASE_URL_… and DATABASE_OWNER_URL_…',
  redis: 'REDIS_URL',
  prometheus: 'ServiceMonitor',
};

describe.skipIf(withoutHelm)(`the environment in the Helm chart${withoutHelm}`, { timeout: 120_000 }, () => {
  /** By case, then by service. */
  const environments = new Map<string, Map<string, readonly EnvironmentEntry[]>>();
  const owners = new Set<string>();
  const commands = new Map<string, readonly string[]>();
  beforeAll(async () => {
    for (const name of Object.keys(cases)) {
      const all = workloads(await rendered(name));
      const ofService = all.filter(({ component }) => component in services);
      environments.set(
        name,
        new Map(ofService.map(({ component, pod }) => [component, pod.containers[0]?.env ?? []])),
      );
      for (const { component, pod } of ofService) commands.set(component, pod.containers[0]?.command ?? []);
      for (const { pod } of all.filter(({ component }) => component === 'migration')) {
        for (const variable of pod.containers[0]?.env ?? []) owners.add(variable.name);
      }
    }
  });

  /** Every variable that a case sets. */
  const setFor = (service: string) =>
    new Set(
      [...environments.values()].flatMap(
        (byService) => byService.get(service)?.map(({ name }) => name) ?? [],
      ),
    );

  it('has a place for each service of docker-compose.yml', async () => {
    const [, section = ''] = /^services:\n([\s\S]*?)^\w/m.exec(await composeText()) ?? [];
    const composed = [...section.matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => name!);
    expect(composed.sort()).toEqual([...names.map(inCompose), ...Object.keys(elsewhere)].sort());
  });

  it.each(names)('has a place for each variable that docker-compose.yml gives to %s', async (service) => {
    const composed = await environmentOf(service);
    expect(composed.length).toBeGreaterThan(5);
    const settings = await settingsOf(service);
    const missing = composed.filter(
      (name) => !setFor(service).has(name) && !settings.includes(name) && !owners.has(name),
    );
    // Of the image.
    expect(missing).toEqual(['NODE_ENV']);
  });

  it.each(names)('sets only variables that %s reads', async (service) => {
    const table = await environmentTable(service);
    const unknown = [...setFor(service)].filter((name) => !table.includes(name));
    // Every service gets the addresses, as in docker-compose.yml; the others name a subgraph.
    const shared = ['ISSUER_URL', 'TOKEN_AUDIENCE', 'OTEL_EXPORTER_OTLP_HEADERS'];
    const named = /^SUBGRAPH_(?:URL|SECRET|SETTINGS)_[A-Z_]+$/;
    expect(unknown.filter((name) => !shared.includes(name) && !named.test(name))).toEqual([]);
  });

  it.each(names)('is accepted by %s in each case', (service) => {
    for (const [name, byService] of environments) {
      const entries = byService.get(service) ?? [];
      const environment = Object.fromEntries(
        entries.map(({ name: variable, value, valueFrom }) => [
          variable,
          value ?? secretValues[valueFrom?.secretKeyRef?.key ?? ''] ?? secretValues[variable] ?? 'gateway-0',
        ]),
      );
      // The file is in a Secret.
      const { SIGN_IN_PROVIDERS: _, ...readable } = environment;
      expect(services[service](readable), name).toBeTypeOf('object');
      expect(() => services[service]({ ...readable, PORT: 'x' })).toThrow(/^PORT: /);
    }
  });

  it.each(names)('starts %s with the same memory flags as `npm start`', (service) => {
    expect(commands.get(service)).toEqual(['node', ...(memoryFlags()[service] ?? []), 'service.js']);
  });

  it('gives the passwords of the owners to the migrations alone', () => {
    expect([...owners].filter((name) => name.startsWith('DATABASE_OWNER_URL_'))).toHaveLength(3);
    for (const service of names) {
      expect([...setFor(service)].filter((name) => name.startsWith('DATABASE_OWNER_URL_'))).toEqual([]);
    }
  });
});
