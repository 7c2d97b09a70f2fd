import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../../e2e/compose/compose-file.ts';
import { readObjects, templateWith } from './chart.ts';
import { findLayerProgram } from './helm-program.ts';
import { schemaProblems } from './kubernetes-schemas.ts';
import { type KubernetesObject, workloads } from './objects.ts';

const run = promisify(execFile);
const kubectl = await findLayerProgram('kubectl');
const helm = await findLayerProgram('helm');
const missing = kubectl === null || helm === null ? ' (no kubectl or helm)' : '';

describe.skipIf(missing !== '')(`deploy/kustomize${missing}`, { timeout: 120_000 }, () => {
  let folder: string;
  let base: readonly KubernetesObject[];
  let city: readonly KubernetesObject[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-kustomize-'));
    await cp(join(repository, 'deploy/kustomize'), folder, { recursive: true });
    const text = await templateWith(join(folder, 'base/values.yaml'));
    await writeFile(join(folder, 'base/civic-graph.yaml'), text);
    base = readObjects(text);
    const { stdout } = await run(kubectl ?? '', ['kustomize', join(folder, 'overlays/city')], {
      env: { PATH: process.env.PATH, HOME: folder },
      maxBuffer: 64_000_000,
    });
    city = readObjects(stdout);
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  const named = (objects: readonly KubernetesObject[]) =>
    objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();

  it('has the objects of the chart, which the schemas of Kubernetes know', async () => {
    expect(base.length).toBeGreaterThan(20);
    expect(named(city)).toEqual(named(base));
    expect(await schemaProblems(city, [])).toEqual([]);
    expect(JSON.stringify(base)).not.toContain('helm.sh/hook');
  });

  it('has what the overlay changes, and nothing else of a gateway', () => {
    const gatewayOf = (objects: readonly KubernetesObject[]) =>
      workloads(objects).find(({ component }) => component === 'gateway')!;
    const [before, after] = [gatewayOf(base), gatewayOf(city)];
    expect([before.object.spec?.replicas, after.object.spec?.replicas]).toEqual([2, 3]);
    expect(after.pod.containers[0]).toEqual({
      ...before.pod.containers[0],
      image: 'registry.city.example/civic-graph/gateway:0.1.1',
    });
    expect(JSON.stringify(after.pod)).toContain('"DoNotSchedule"');
    for (const { metadata } of city) expect(metadata).toMatchObject({ namespace: 'civic' });
  });
});
