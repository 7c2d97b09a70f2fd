import { describe, expect, it } from 'vitest';
import { rendered, withoutHelm } from './chart.ts';
import { openFlows } from './flows.ts';
import { type KubernetesObject, workloads } from './objects.ts';

const ports: Readonly<Record<string, number>> = {
  gateway: 4000,
  identity: 4001,
  transport: 4002,
  payments: 4003,
  statistics: 4004,
  registry: 4005,
};
const flow = (from: string, to: string) => `${from} -> ${to} ${ports[to]}`;

/** Of every case with policies. */
const always = [
  ...['identity', 'transport', 'payments', 'statistics', 'registry'].map((to) => flow('gateway', to)),
  ...['identity', 'transport', 'payments', 'statistics'].map((from) => flow(from, 'gateway')),
];
const ofHaproxy = ['gateway', 'identity', 'payments', 'statistics', 'transport'].map((to) =>
  flow('edge', to),
);
const ofRegistry = [flow('identity', 'registry'), flow('registry', 'identity')];

/** Requests between services, by the addresses in their environments. */
function addressed(objects: readonly KubernetesObject[]): string[] {
  return workloads(objects).flatMap(({ component, pod }) =>
    pod.containers.flatMap(({ env = [] }) =>
      env.flatMap(({ value = '' }) =>
        [...value.matchAll(/http:\/\/city-(\w+):(\d+)/g)].map(
          ([, to, port]) => `${component} -> ${to} ${port}`,
        ),
      ),
    ),
  );
}

describe.skipIf(withoutHelm)(`the network policies of the Helm chart${withoutHelm}`, () => {
  it.each([
    ['minimal', [...always, ...ofHaproxy]],
    ['everything', [...always, ...ofHaproxy]],
    ['the supergraph from the registry', [...always, ...ofHaproxy, ...ofRegistry]],
    ['a supergraph file and a feed by URL', [...always, ...ofHaproxy]],
    ['gateways without volumes', [...always, ...ofHaproxy]],
    ['Gateway API', always],
  ])('open what services need among each other, and nothing else: %s', async (name, expected) => {
    const objects = await rendered(name);
    // Everybody may call HAProxy.
    const amongServices = (side: 'ingress' | 'egress') =>
      openFlows(objects, side).filter((one) => !one.includes('-> edge'));
    expect(amongServices('egress').sort()).toEqual([...expected].sort());
    expect(amongServices('ingress').sort()).toEqual([...expected].sort());
    const needed = addressed(objects);
    expect(needed.length).toBeGreaterThan(8);
    expect(needed.filter((one) => !expected.includes(one))).toEqual([]);
  });

  it('keep the metrics for the scraper, and open nothing without it', async () => {
    const portsFor = async (name: string) => {
      const objects = await rendered(name);
      const policy = objects.find(
        ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'city-gateway',
      );
      return policy!.spec!.ingress!.filter((rule) => rule.ports.some(({ port }) => port === 4100));
    };
    expect(await portsFor('minimal')).toEqual([]);
    const opened = await portsFor('everything');
    expect(opened).toHaveLength(1);
    expect(opened[0]!.from).toEqual([
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
    ]);
  });

  it('are none if they are switched off', async () => {
    const objects = await rendered('no edge, no policies, no migrations');
    expect(objects.filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([]);
  });
});
