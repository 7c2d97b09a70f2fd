import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';

let server: Server;
/** What the gateway answers, call by call. */
let answers: object[];
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.end(JSON.stringify({ data: answers.shift() }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

function civic(words: readonly string[], ...data: object[]) {
  answers = data;
  const gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return run(words, { CIVIC_GATEWAY: gateway, CIVIC_TOKEN: 'token' });
}

it('says once that a check is running', async () => {
  const running = { result: { __typename: 'CheckRunning', retryAfterSeconds: 0 } };
  const refused = { result: { __typename: 'ContractRefused', reason: 'NAME_TAKEN', message: 'Taken.' } };
  const create = ['contract', 'create', 'open', '--include', 'open'];
  const { code, stderr } = await civic(create, running, running, running, refused);
  expect([code, stderr]).toEqual([1, 'The schema is being computed …\nTaken.\n']);
});

it('says that an agency has no programs', async () => {
  const list = ['machine', 'list', '--agency', 'transport'];
  expect(await civic(list, { agency: { machineClients: [] } })).toEqual({
    code: 0,
    stdout: '',
    stderr: 'The agency transport has no programs.\n',
  });
});

it('refuses to roll back the only supergraph', async () => {
  const rollout = {
    ...{ sequence: '1', cause: 'PUBLISH', startedAt: '2026-11-28T00:00:00Z', canaryPercent: 100 },
    ...{ supergraph: { version: 'a'.repeat(64) }, previous: null },
  };
  const rollback = ['supergraph', 'rollback', '--reason', 'Departures fail'];
  expect(await civic(rollback, { rollouts: { nodes: [rollout] } })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'there is only one version; publish another first\n',
  });
});
