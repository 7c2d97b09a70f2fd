import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../../e2e/compose/compose-file.ts';
import type { KubernetesObject } from './objects.ts';

const run = promisify(execFile);

/** Module of a kind's type. The package has HTTPRoute of v1beta1, whose fields are those of v1. */
function moduleOf(apiVersion: string, kind: string): string {
  if (apiVersion.startsWith('monitoring.coreos.com/')) {
    return `@kubernetes-models/prometheus-operator/${apiVersion}/${kind}`;
  }
  if (kind === 'HTTPRoute') return `@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1beta1/${kind}`;
  return `kubernetes-models/${apiVersion}/${kind}`;
}

/**
 * Compares objects with types that are generated from the schemas of Kubernetes and of custom resources. The
 * compiler refuses unknown fields of a literal at any depth; validators of these schemas let them pass.
 *
 * @param wrong objects that must be refused, so that the check can fail
 * @returns the compiler's messages; none if all are right
 */
export async function schemaProblems(
  right: readonly KubernetesObject[],
  wrong: readonly KubernetesObject[],
): Promise<readonly string[]> {
  // Below node_modules, so that the packages are found.
  const folder = join(repository, 'node_modules/.cache/civic-graph', `objects-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    const lines = [...new Set(right.map(statement))];
    const refused = wrong.flatMap((object) => ['// @ts-expect-error', statement(object)]);
    await writeFile(join(folder, 'objects.ts'), [...lines, ...refused, 'export {};', ''].join('\n'));
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['objects.ts'] }),
    );
    const compiler = join(repository, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [compiler, '--project', folder, '--pretty', 'false'], { cwd: folder });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (!stdout) throw error;
    return stdout.trim().split('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const compilerOptions = {
  ...{ noEmit: true, strict: true, skipLibCheck: true, types: [] },
  ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler' },
};

function statement({ apiVersion, ...rest }: KubernetesObject): string {
  const module = moduleOf(apiVersion, rest.kind);
  const known = module.includes('/gateway-api/') ? 'gateway.networking.k8s.io/v1beta1' : apiVersion;
  return `(${JSON.stringify({ apiVersion: known, ...rest })}) satisfies import('${module}').I${rest.kind};`;
}
