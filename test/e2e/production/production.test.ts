import { freePort } from '@civic-graph/demo/database-server';
import { eventually } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import { findProgram } from '../../find-program.ts';
import { findCompose } from '../compose/compose-file.ts';
import { runBuild } from '../compose/run-build.ts';
import { scenario } from '../scenario.ts';
import { startProcesses, topology } from './processes.ts';
import { startDeployed } from './running.ts';

const compose = await findCompose();
const missing =
  compose === null ? 'docker compose' : findProgram('redis-server') === null ? 'redis-server' : null;

describe.skipIf(missing !== null)(
  `production builds in the topology of the compose file${missing ? ` (no ${missing})` : ''}`,
  { timeout: 60_000 },
  () => {
    startDeployed((province) => startProcesses(compose!, province));

    it('both gateways answer a public query over two agencies, and refuse citizens’ data', async () => {
      expect(topology.gateways).toHaveLength(2);
      for (const { url } of topology.gateways) {
        // With production's deadline, on a machine that seven new processes share with others.
        await eventually(async () => {
          const response = await fetch(`${url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              query: '{ stops(first: 1) { nodes { name } } region(code: "330100") { name } me { id } }',
            }),
          });
          const { data, errors } = (await response.json()) as {
            data: unknown;
            errors: { extensions: { code: string } }[];
          };
          expect(data).toEqual({
            stops: { nodes: [{ name: 'First' }] },
            region: { name: '杭州市' },
            me: null,
          });
          expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
        });
      }
    });

    it('the gateways trust the issuer', async () => {
      const { url } = topology.subgraphs.get('identity')!;
      const configuration = (await (await fetch(`${url}/.well-known/openid-configuration`)).json()) as object;
      expect(configuration).toMatchObject({ issuer: topology.environment('gateway-1').ISSUER_URL });
      expect(new URL(topology.environment('gateway-1').JWKS_URL!).origin).toBe(url);
    });

    it.each(['gateway', 'identity'])('the %s issues no tokens for personas', async (name) => {
      const { url } = name === 'gateway' ? topology.gateways[0]! : topology.subgraphs.get(name)!;
      const personas = await fetch(`${url}/demo/personas`);
      const token = await fetch(`${url}/demo/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"persona":"lin"}',
      });
      expect([personas.status, token.status]).toEqual([404, 404]);
    });

    it.each(['identity', 'payments', 'registry'])(
      '%s does not start with the role that owns its tables',
      async (name) => {
        const variable = `DATABASE_URL_${name.toUpperCase()}`;
        const { [variable.replace('_URL_', '_OWNER_URL_')]: owner = '', ...environment } =
          topology.environment(name);
        const env = { ...environment, [variable]: owner, PORT: '0' };
        const refused = runBuild(`subgraphs/${name}`, env, topology.folder);
        expect(await refused.exited).toBe(1);
        expect(refused.output).toMatch(
          new RegExp(`${variable}: its role civic_${name}_owner owns the database, so`),
        );
      },
    );

    it.each(['identity', 'payments', 'registry'])(
      '%s starts without the owner once it is migrated',
      async (name) => {
        const { [`DATABASE_OWNER_URL_${name.toUpperCase()}`]: _, ...environment } =
          topology.environment(name);
        const port = String(await freePort());
        const running = runBuild(`subgraphs/${name}`, { ...environment, PORT: port }, topology.folder);
        await running.ready(running.url);
        expect(await running.end()).toBe(0);
      },
    );

    it.each([
      ['identity', { TEST_LOGIN: 'on' }, 'TEST_LOGIN'],
      ['statistics', { SUBGRAPH_SECRET: '' }, 'SUBGRAPH_SECRET'],
    ])('%s does not start with %o', async (name, changes, variable) => {
      const refused = runBuild(
        `subgraphs/${name}`,
        { ...topology.environment(name), ...changes, PORT: '0' },
        topology.folder,
      );
      expect(await refused.exited).toBe(1);
      expect(refused.output.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^${variable}: `));
    });

    scenario('the first day', () => import('./first-day.scenario.ts'));
  },
);
