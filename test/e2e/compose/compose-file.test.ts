import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  composeText,
  exampleVariables,
  findCompose,
  productionEnvironment,
  readComposition,
  repository,
} from './compose-file.ts';

const compose = await findCompose();
const noCompose = 'docker compose is not installed';

describe('docker-compose.yml', { timeout: 60_000 }, () => {
  let env: Record<string, string>;
  beforeAll(async () => {
    env = await productionEnvironment({});
  });

  it('is accepted by Compose: a balancer, the gateway twice, four subgraphs, PostgreSQL, Redis', async (context) => {
    if (compose === null) return context.skip(noCompose);
    const { services } = await readComposition(compose, env);
    expect(Object.keys(services).sort()).toEqual(
      ['balancer', 'gateway', 'identity', 'payments', 'postgres', 'redis', 'statistics', 'transport'].sort(),
    );
    expect(services.gateway?.deploy?.replicas).toBe(2);
    expect(Object.values(services).flatMap(({ build }) => build?.args.SERVICE ?? [])).toEqual([
      'gateway',
      'subgraphs/identity',
      'subgraphs/payments',
      'subgraphs/statistics',
      'subgraphs/transport',
    ]);
  });

  it('waits for health, which everything tells of', async (context) => {
    if (compose === null) return context.skip(noCompose);
    const { services } = await readComposition(compose, env);
    const dockerfile = await readFile(`${repository}Dockerfile`, 'utf8');
    expect(dockerfile).toContain('HEALTHCHECK');
    for (const { depends_on } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(depends_on ?? {})) {
        expect(condition).toBe('service_healthy');
        // What we build has the check of its image.
        expect(services[name]?.build ?? services[name]?.healthcheck, name).toBeDefined();
      }
    }
  });

  it('has no secret in it: without any one variable it is refused by that name', async (context) => {
    if (compose === null) return context.skip(noCompose);
    for (const name of Object.keys(env)) {
      const { [name]: _, ...others } = env;
      await expect(readComposition(compose, others), name).rejects.toThrow(name);
    }
  });

  it('takes whatever is called a secret from outside', async () => {
    const assignments = [
      ...(await composeText()).matchAll(/^ +(\w*(?:SECRET|PASSWORD|SALT|KEY|KEYS|AUTH)\w*): *(.+)$/gm),
    ];
    expect(assignments.length).toBeGreaterThan(10);
    for (const [, name, value] of assignments) expect(value, name).toMatch(/^\$\{\w+:\?.*\}$/);
  });

  it('asks for what the example lists, and the example gives no values', async () => {
    const asked = new Set([...(await composeText()).matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    const example = await exampleVariables();
    expect([...example.keys()].sort()).toEqual([...asked].sort());
    expect([...example.values()].every((value) => value === '')).toBe(true);
  });
});
