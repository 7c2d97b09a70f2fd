import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** The parts of a compose file that the tests check, as Compose reads it. */
const composition = z.object({
  services: z.record(
    z.string(),
    z.object({
      build: z.object({ args: z.object({ SERVICE: z.string() }) }).optional(),
      command: z.array(z.string()).nullish(),
      networks: z
        .record(z.string(), z.object({ aliases: z.array(z.string()).optional() }).nullable())
        .optional(),
      environment: z.record(z.string(), z.string().nullable()).nullish(),
      volumes: z
        .array(
          z.object({
            type: z.string(),
            source: z.string(),
            target: z.string(),
            read_only: z.boolean().optional(),
          }),
        )
        .nullish(),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).nullish(),
      healthcheck: z.object({ test: z.array(z.string()) }).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.object({ name: z.string() })),
});

export type Composition = z.infer<typeof composition>;
export type ComposedService = Composition['services'][string];

/** Names of the services that are gateways. */
export function gatewaysOf(services: Composition['services']): string[] {
  return Object.keys(services).filter((name) => /^gateway-\d+$/.test(name));
}

/** `docker compose`, or the separate program; null if neither is installed. */
export async function findCompose(): Promise<readonly string[] | null> {
  for (const command of [['docker', 'compose'], ['docker-compose']]) {
    const [program = '', ...args] = command;
    const works = await run(program, [...args, 'version']).then(
      () => true,
      () => false,
    );
    if (works) return command;
  }
  return null;
}

/** @throws Error with Compose's message if it rejects the file or misses a variable */
export async function readComposition(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Composition> {
  const [program = '', ...args] = command;
  const { PATH, HOME } = process.env;
  const flags = ['--env-file', '/dev/null', 'config', '--format', 'json'];
  const { stdout } = await run(program, [...args, ...flags], {
    cwd: repository,
    env: { PATH, HOME, ...env },
  });
  return composition.parse(JSON.parse(stdout));
}

export function composeText(): Promise<string> {
  return readFile(`${repository}docker-compose.yml`, 'utf8');
}

/** Variables of the example environment file, with their values. */
export async function exampleVariables(): Promise<Map<string, string>> {
  const text = await readFile(`${repository}deploy/production.env.example`, 'utf8');
  return new Map([...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
}

/** A value for each variable of the example; secrets are random. */
export async function productionEnvironment(
  known: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const names = [...(await exampleVariables()).keys()];
  const key = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const values = {
    RECEIPT_SIGNING_KEY: JSON.stringify(key()),
    REGISTRY_SIGNING_KEY: JSON.stringify(key()),
    AGENCY_RECEIPT_KEYS: JSON.stringify({ transport: key() }),
    ...known,
  };
  return Object.fromEntries(
    names.map((name) => [name, values[name as keyof typeof values] ?? randomBytes(32).toString('base64url')]),
  );
}

/** The name in the file; the gateways differ only in their volume. */
export function inCompose(service: string): string {
  return service === 'gateway' ? 'gateway-1' : service;
}

/**
 * Variable names that a service gets, there or from its image, read from the text, because Compose may be
 * absent.
 */
export async function environmentOf(service: string): Promise<readonly string[]> {
  const text = await composeText();
  const [, shared = ''] = /^x-environment: .*\n((?: {2}.*\n)+)/m.exec(text) ?? [];
  const [, own = ''] = new RegExp(`^  ${inCompose(service)}:.*\n((?: {4}.*\n)+)`, 'm').exec(text) ?? [];
  const [, block = ''] = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(own) ?? [];
  const dockerfile = await readFile(`${repository}Dockerfile`, 'utf8');
  const [, image = ''] = /^ENV (.*)$/m.exec(dockerfile) ?? [];
  return [...`${shared}${block}`.matchAll(/^ +([A-Z]\w*): /gm), ...image.matchAll(/(\w+)=/g)].map(
    ([, name = '']) => name,
  );
}

/** Variable names that docs/reference/environment.md lists for a service. */
export async function environmentTable(service: string): Promise<readonly string[]> {
  const text = await readFile(`${repository}docs/reference/environment.md`, 'utf8');
  const rows = [...text.matchAll(/^\| `([A-Z][A-Z0-9_]+)`(?: \*)? +\| ([^|]+?) +\|/gm)];
  return rows.flatMap(([, name = '', readBy = '']) => (readBy.split(', ').includes(service) ? [name] : []));
}
