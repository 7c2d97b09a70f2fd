import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { repository } from '../../e2e/compose/compose-file.ts';
import { cases, everything, minimal } from './cases.ts';
import { lint, render, rendered, withoutHelm } from './chart.ts';
import { schemaProblems } from './kubernetes-schemas.ts';
import { type KubernetesObject, matches, workloads } from './objects.ts';

describe.skipIf(withoutHelm)(`the Helm chart${withoutHelm}`, { timeout: 120_000 }, () => {
  it.each(Object.entries(cases))('passes the strict linter: %s', async (_, values) => {
    expect(await lint(values)).toContain('1 chart(s) linted, 0 chart(s) failed');
  });

  it('renders only objects of the schemas of Kubernetes, without unknown fields', async () => {
    const all = (await Promise.all(Object.keys(cases).map(rendered))).flat();
    expect(new Set(all.map(({ kind }) => kind))).toEqual(
      new Set([
        ...['ConfigMap', 'Deployment', 'HTTPRoute', 'HorizontalPodAutoscaler', 'Job', 'NetworkPolicy'],
        ...['PersistentVolumeClaim', 'PodDisruptionBudget', 'PrometheusRule', 'Service', 'ServiceMonitor'],
        'StatefulSet',
      ]),
    );
    const withField = (kind: string, from: string, to: string) => {
      const text = JSON.stringify(all.find((object) => object.kind === kind));
      expect(text).toContain(from);
      return JSON.parse(text.replace(from, to)) as KubernetesObject;
    };
    const wrong = [
      withField('StatefulSet', '"readOnlyRootFilesystem"', '"readOnlyRootFileSystem"'),
      withField('StatefulSet', '"containerPort":4000', '"containerPort":"http"'),
      withField('StatefulSet', '"IfNotPresent"', '"Sometimes"'),
      withField('NetworkPolicy', '"policyTypes"', '"policyType"'),
      withField('HTTPRoute', '"backendRefs"', '"backends"'),
      withField('ServiceMonitor', '"interval"', '"every"'),
      withField('PrometheusRule', '"expr"', '"expression"'),
      withField('HorizontalPodAutoscaler', '"averageUtilization"', '"average"'),
    ];
    expect(await schemaProblems(all, wrong)).toEqual([]);
  });

  it.each(Object.keys(cases))('renders parts that fit together: %s', async (name) => {
    const objects = await rendered(name);
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names).toEqual([...new Set(names)]);
    const running = workloads(objects);
    for (const { object, labels, pod } of running) {
      if (object.kind !== 'Job') expect(matches(object.spec!.selector!.matchLabels!, labels)).toBe(true);
      const claims = object.spec!.volumeClaimTemplates ?? [];
      const volumes = [
        ...pod.volumes.map((volume) => volume.name),
        ...claims.map(({ metadata }) => metadata.name),
      ];
      const mounted = pod.containers.flatMap(({ volumeMounts }) => volumeMounts.map((mount) => mount.name));
      expect(mounted.sort(), object.metadata.name).toEqual(volumes.sort());
    }
    for (const { metadata, spec } of objects.filter(({ kind }) => kind === 'Service')) {
      const pods = running.filter(({ labels }) => matches(spec!.selector!, labels));
      expect(pods, metadata.name).toHaveLength(1);
      const named = pods[0]!.pod.containers.flatMap(({ ports = [] }) => ports.map((port) => port.name));
      expect(spec!.ports!.filter(({ targetPort }) => !named.includes(targetPort))).toEqual([]);
    }
  });

  it('contains the alerts, the dashboard and the rules of the balancer as they are in deploy/', async () => {
    const objects = await rendered('everything');
    const dashboard = objects.find(({ metadata }) => metadata.name.endsWith('dashboard'))!.data!;
    const file = await readFile(`${repository}deploy/grafana/gateway-dashboard.json`, 'utf8');
    expect(JSON.parse(Object.values(dashboard)[0]!)).toEqual(JSON.parse(file));
    const alerts = await readFile(`${repository}deploy/prometheus/alerts.yml`, 'utf8');
    const rule = JSON.stringify(objects.find(({ kind }) => kind === 'PrometheusRule'));
    const expected = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, alert]) => alert);
    expect([...rule.matchAll(/"alert":"(\w+)"/g)].map(([, alert]) => alert)).toEqual(expected);
    expect(rule).toContain('{{ $labels.subgraph }}');
  });

  it.each([
    ['a misspelt value', { gatewey: {} }, 'gatewey'],
    ['a misspelt variable', { gateway: { settings: { QUOTA_APPS: '1' } } }, 'QUOTA_APPS'],
    ['a secret among the values', { identity: { settings: { PAIRWISE_SALT: 'x' } } }, 'PAIRWISE_SALT'],
    [
      'an issuer with a path',
      { urls: { ...everything.urls, issuer: 'https://id.city.example/oidc' } },
      'urls/issuer',
    ],
    ['no image registry', { images: { registry: '' } }, 'images/registry'],
    ['no feed', { transport: { region: 'FIN' } }, 'transport/feed|transport'],
    [
      'two statistics on one volume',
      { statistics: { ...minimal.statistics, replicas: 2 } },
      'statistics/replicas',
    ],
    ['two identities on one volume', { identity: { replicas: 2 } }, 'identity/replicas'],
    ['two payments on one volume', { payments: { replicas: 2 } }, 'payments/replicas'],
    ['Alipay without an app', { payments: { providers: ['alipay'], alipay: { appId: '' } } }, 'alipay/appId'],
    ['metrics for everybody', { monitoring: { enabled: true, from: [] } }, 'monitoring/from'],
    [
      'event loop delay without metrics',
      { monitoring: { enabled: false }, gateway: { autoscaling: { enabled: true, eventLoopDelay: '50m' } } },
      'monitoring/enabled',
    ],
  ])('refuses %s', async (_, values, word) => {
    await expect(render({ ...minimal, ...values })).rejects.toThrow(
      new RegExp(`values don't meet the specifications[^]*${word}`),
    );
  });
});
