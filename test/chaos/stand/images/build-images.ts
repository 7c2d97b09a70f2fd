import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { repository } from '../../../node-process.ts';
import type { Engine } from './engine.ts';

const run = promisify(execFile);
const here = fileURLToPath(new URL('./', import.meta.url));

/** Value of the build argument SERVICE for each image. */
export const services = [
  'gateway',
  ...['identity', 'transport', 'payments', 'statistics', 'registry'].map((name) => `subgraphs/${name}`),
] as const;

/** Databases, cache, balancer and monitoring, which the compose file takes from a registry of images. */
const engines = ['haproxy', 'redis', 'postgres', 'prometheus'];

/** The name that images.compose.yaml gives to an image. */
export const imageOf = (service: string) => `localhost/civic-graph/${basename(service)}`;

/**
 * Builds the images of all services by the Dockerfile, and stand-ins for those of Docker Hub. The base is
 * made once, and kept in the folder for temporary files.
 */
export async function buildImages(engine: Engine, log: (line: string) => void): Promise<void> {
  const base = join(tmpdir(), 'civic-graph-base', 'base.tar');
  if (!existsSync(base)) {
    log('making the base: debootstrap, Node');
    await mkdir(join(base, '..'), { recursive: true });
    await run('sh', [join(here, 'make-base.sh'), base], { maxBuffer: 1e8 });
  }
  const context = join(engine.folder, 'base');
  await mkdir(context);
  await link(base, join(context, 'base.tar')).catch(() => copyFile(base, join(context, 'base.tar')));
  await build(engine, imageOf('base'), ['--file', join(here, 'base.Dockerfile'), context]);
  const onBase = ['--build-arg', `BASE=${imageOf('base')}`];
  for (const name of engines) {
    log(`building a stand-in for ${name}`);
    await build(engine, imageOf(name), [...onBase, '--target', name, join(here, 'engines')]);
  }
  for (const service of services) {
    await build(engine, imageOf(service), [...onBase, '--build-arg', `SERVICE=${service}`, repository]);
    const above = (await sizeOf(engine, service)) - (await sizeOf(engine, 'base'));
    log(`built ${service}: ${Math.round(above / 1e6)} MB above the base`);
  }
}

/** @throws Error with the end of the output if a step fails */
async function build({ env }: Engine, image: string, args: readonly string[]): Promise<void> {
  // In the format docker, because that of OCI has no HEALTHCHECK.
  const how = ['bud', '--format', 'docker', '--network', 'host', '--pull=never', '--layers'];
  const options = { env: { ...process.env, ...env }, maxBuffer: 1e8 };
  await run('buildah', [...how, '--tag', image, ...args], options).catch((error: unknown) => {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`${image} cannot be built:\n${output.slice(-3_000)}`);
  });
}

async function sizeOf({ env }: Engine, service: string): Promise<number> {
  const inspect = ['image', 'inspect', '--format', '{{.Size}}', imageOf(service)];
  return Number((await run('podman', inspect, { env: { ...process.env, ...env } })).stdout);
}
