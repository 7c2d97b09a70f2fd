import { beforeAll, describe, expect, it } from 'vitest';
import { cases, minimal } from './cases.ts';
import { render, rendered, withoutHelm } from './chart.ts';
import { type KubernetesObject, type Workload, workloads } from './objects.ts';

const names = Object.keys(cases);

describe.skipIf(withoutHelm)(`the pods of the Helm chart${withoutHelm}`, { timeout: 120_000 }, () => {
  const objectsOf = new Map<string, readonly KubernetesObject[]>();
  beforeAll(async () => {
    for (const name of names) objectsOf.set(name, await rendered(name));
  });
  const pods = (name: string): readonly Workload[] => workloads(objectsOf.get(name)!);

  it.each(names)('meet the standard `restricted`, with a read-only file system: %s', (name) => {
    expect(pods(name).length).toBeGreaterThan(5);
    for (const { object, pod } of pods(name)) {
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext, object.metadata.name).toMatchObject({
        ...{ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        runAsUser: expect.any(Number),
      });
      expect(pod.securityContext.runAsUser).toBeGreaterThan(0);
      for (const kind of ['hostNetwork', 'hostPID', 'hostIPC', 'initContainers'])
        expect(pod).not.toHaveProperty(kind);
      for (const { hostPath } of pod.volumes) expect(hostPath).toBeUndefined();
      for (const { securityContext, ports } of pod.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(JSON.stringify(ports ?? [])).not.toContain('hostPort');
      }
    }
  });

  it.each(names)('take every secret by reference, and no object holds one: %s', (name) => {
    expect(objectsOf.get(name)!.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const isSecret =
      /SECRET|PASSWORD|SALT|(?:SIGNING|SEAL|PRIVATE|RECEIPT|DISCLOSURE|V3)_KEYS?$|COOKIE_KEYS|HEADERS|^DATABASE_|^REDIS_URL|^AUDIT_NATS_URL|^CLICKHOUSE_URL/;
    const secrets = pods(name)
      .flatMap(({ pod }) => pod.containers.flatMap(({ env = [] }) => env))
      .filter((variable) => isSecret.test(variable.name));
    expect(secrets.length).toBeGreaterThan(20);
    for (const { name: variable, value, valueFrom } of secrets) {
      expect(value, variable).toBeUndefined();
      expect(valueFrom?.secretKeyRef?.name, variable).toMatch(/\S/);
    }
  });

  it('read a secret where `secrets.from` says it is', () => {
    const found = pods('everything').flatMap(({ component, pod }) =>
      pod.containers.flatMap(({ env = [] }) =>
        env
          .filter((variable) => variable.name === 'DATABASE_URL_IDENTITY')
          .map(({ valueFrom }) => [component, valueFrom?.secretKeyRef]),
      ),
    );
    const reference = { name: 'identity-db-app', key: 'uri' };
    expect(found).toEqual(
      expect.arrayContaining([
        ['identity', reference],
        ['migration', reference],
      ]),
    );
    expect(found).toHaveLength(2);
  });

  it.each([
    ['city.zip', { TRANSPORT_GTFS: '/feeds/city.zip' }],
    ['feeds.json', { TRANSPORT_FEEDS: '/feeds/feeds.json' }],
  ])('serve one feed or the feeds of a list: %s', async (file, expected) => {
    const { transport } = minimal;
    const objects = await render({
      ...minimal,
      transport: { ...transport, feed: { ...transport.feed, file } },
    });
    const pod = workloads(objects).find(({ component }) => component === 'transport')?.pod;
    const given = pod?.containers[0]?.env?.filter(({ name }) => /^TRANSPORT_(GTFS|FEEDS)$/.test(name));
    expect(Object.fromEntries(given?.map(({ name, value }) => [name, value]) ?? [])).toEqual(expected);
  });

  it.each(names)('are probed for life and readiness: %s', (name) => {
    for (const { object, component, pod } of pods(name)) {
      if (object.kind === 'Job' || component === 'edge') continue;
      expect(pod.containers[0]!.livenessProbe?.httpGet?.path).toBe('/livez');
      expect(pod.containers[0]!.readinessProbe?.httpGet?.path).toBe('/readyz');
    }
  });

  it('of gateways without volumes belong to a Deployment, and need the signing key of the journals', () => {
    const objects = objectsOf.get('gateways without volumes')!;
    const gateway = pods('gateways without volumes').find(({ component }) => component === 'gateway')!;
    expect(gateway.object.kind).toBe('Deployment');
    expect(gateway.object.spec!.volumeClaimTemplates).toBeUndefined();
    expect(gateway.pod.volumes.every((volume) => volume.emptyDir !== undefined)).toBe(true);
    const variables = gateway.pod.containers[0]!.env!.map((variable) => variable.name);
    expect(variables).toEqual(expect.arrayContaining(['AUDIT_NATS_URL', 'AUDIT_SIGNING_KEY']));
    expect(variables).not.toContain('AUDIT_CHECKPOINTS');
    const scaler = objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler')!;
    expect(scaler.spec).toMatchObject({ scaleTargetRef: { kind: 'Deployment', name: 'city-gateway' } });
    const policy = objects.find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'city-gateway',
    )!;
    expect(JSON.stringify(policy.spec!.egress)).toContain('"matchLabels":{"app":"nats"}');
  });

  const withVolumes = names.filter((name) => name !== 'gateways without volumes');
  it.each(withVolumes)('of gateways have stable names and a volume each for the journal: %s', (name) => {
    const gateway = pods(name).find(({ component }) => component === 'gateway')!;
    expect(gateway.object.kind).toBe('StatefulSet');
    expect(gateway.object.spec!.volumeClaimTemplates!.map(({ metadata }) => metadata.name)).toContain('data');
    expect(gateway.object.spec).toMatchObject({
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
  });

  it.each(names)('with a database keep their marks: %s', (name) => {
    for (const component of ['identity', 'payments', 'registry']) {
      const { pod } = pods(name).find((each) => each.component === component)!;
      const data = pod.volumes.find((volume) => volume.name === 'data');
      expect(data, component).toMatchObject({ persistentVolumeClaim: {} });
    }
  });

  it.each(names)('of one volume are never two, not even during an upgrade: %s', (name) => {
    for (const { object, pod } of pods(name)) {
      if (object.kind !== 'Deployment') continue;
      const data = pod.volumes.find((volume) => volume.name === 'data' && volume.persistentVolumeClaim);
      if (data === undefined) continue;
      const claim = objectsOf
        .get(name)!
        .find(
          ({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.name === object.metadata.name,
        );
      expect(claim, object.metadata.name).toBeDefined();
      const isShared = JSON.stringify(claim).includes('"ReadWriteMany"');
      expect(object.spec).toMatchObject(
        isShared ? { strategy: { type: 'RollingUpdate' } } : { replicas: 1, strategy: { type: 'Recreate' } },
      );
    }
  });

  it('of migrations run before an upgrade, after their network policy', () => {
    const hooks = objectsOf.get('minimal')!.flatMap(({ kind, metadata: { annotations = {} } }) => {
      const { 'helm.sh/hook': hook, 'helm.sh/hook-weight': weight } = annotations;
      return hook === undefined ? [] : `${weight} ${kind} ${hook}`;
    });
    expect([...new Set(hooks)].sort()).toEqual([
      '-10 NetworkPolicy pre-install,pre-upgrade',
      '0 Job pre-install,pre-upgrade',
    ]);
    expect(hooks).toHaveLength(4);
  });
});
