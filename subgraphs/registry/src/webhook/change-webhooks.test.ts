import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Principal } from '@civic-graph/policy';
import { WebhookDelivery, waits } from '@civic-graph/service/webhooks';
import { eventually, personas } from '@civic-graph/testing';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officialAt } from '../graph/ask.fixture.ts';
import { operatorOf, sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { changeMessageQueue } from './change-message-queue.ts';

let registry: RegistryDeployment;
let receiver: Server;
let url: string;
let answer = 204;
const received: { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }[] =
  [];

beforeAll(async () => {
  registry = await startRegistry();
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body, path: request.url ?? '' });
    response.writeHead(answer).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(async () => {
  receiver.close();
  await registry.stop();
});

const app = personas['wechat-city'];
const admin = () => officialAt(registry.subgraph, personas.admin);

async function ask(principal: Principal, query: string, variables: object = {}) {
  const { data, errors } = await registry.subgraph.executeAs(principal, { query, variables });
  return { data: { ...data }, code: errors?.[0]?.extensions?.code };
}

async function register(principal: Principal, input: object) {
  const { data, code } = await ask(
    principal,
    `mutation ($input: RegisterChangeWebhookInput!) { answer: registerChangeWebhook(input: $input) {
       ... on ChangeWebhookRegistered { secret webhook { id url state fields } }
       ... on ChangeWebhookRefused { reason message } } }`,
    { input },
  );
  if (code !== undefined) return { code };
  return data.answer as { secret: string; reason?: string; webhook: { id: string; state: string } };
}

async function webhooksOf(principal: Principal) {
  const { data } = await ask(
    principal,
    `{ changeWebhooks { id url state
         deliveries { nodes { id state attempts lastStatus rollout { sequence } } } } }`,
  );
  return data.changeWebhooks as {
    id: string;
    url: string;
    state: string;
    deliveries: { nodes: { id: string; state: string; attempts: number; lastStatus: number }[] };
  }[];
}

it('tell an app of the changes that concern it, signed, once for each rollout', async () => {
  await admin().publish(sampleAgency('trees'));
  await admin().publish(sampleAgency('parks'));
  const own = await register(app, { url: `${url}/app`, fields: ['Query.ponds'] });
  const agency = await register(operatorOf('trees'), { url: `${url}/agency`, subgraphs: ['trees'] });
  expect(own).toMatchObject({ webhook: { state: 'ACTIVE', fields: ['Query.ponds'] } });
  expect('secret' in own && 'secret' in agency && own.secret !== agency.secret).toBe(true);

  await admin().publish(sampleAgency('parks', { fields: 'parks: Int  ponds: Int  benches: Int' }));
  await eventually(() => expect(received).toHaveLength(1));
  const [message] = received;
  expect(message?.path).toBe('/app');
  const { secret } = own as { secret: string };
  const event = new Webhook(secret).verify(message!.body, message!.headers as Record<string, string>);
  const { data } = await ask(
    personas.anonymous,
    '{ rollouts(first: 1) { nodes { sequence supergraph { version } } } }',
  );
  const { nodes } = data.rollouts as { nodes: { sequence: string; supergraph: { version: string } }[] };
  expect(event).toEqual({
    type: 'supergraph.changed',
    timestamp: expect.any(String),
    data: {
      ...{
        sequence: nodes[0]?.sequence,
        version: nodes[0]?.supergraph.version,
        canaryPercent: 100,
        hasMore: false,
      },
      changes: [
        {
          ...{
            kind: 'SAFE',
            coordinate: 'Query.ponds',
            dataClass: null,
            sunsetOn: null,
            subgraphs: ['parks'],
          },
          message: expect.stringContaining('ponds'),
        },
      ],
    },
  });
  await eventually(async () =>
    expect(await webhooksOf(app)).toMatchObject([
      { state: 'ACTIVE', deliveries: { nodes: [{ state: 'DELIVERED', attempts: 1, lastStatus: 204 }] } },
    ]),
  );
  expect(await webhooksOf(operatorOf('trees'))).toMatchObject([{ deliveries: { nodes: [] } }]);
});

it.each([
  'https://10.0.0.1/',
  'http://partner.example/',
  'https://169.254.169.254/latest/meta-data',
  'https://user:password@partner.example/',
  'https://[::ffff:10.0.0.1]/',
  'file:///etc/passwd',
])('are not sent to %s', async (target) => {
  expect(await register(app, { url: target })).toMatchObject({ reason: 'TARGET_FORBIDDEN' });
});

it('belong to the app or agency that has registered them', async () => {
  const [mine] = await webhooksOf(app);
  expect(mine).toBeDefined();
  expect(await webhooksOf(personas['alipay-city'])).toEqual([]);
  const remove = 'mutation ($id: ID!) { removeChangeWebhook(id: $id) { state } }';
  const id = mine!.id;
  for (const other of [personas['alipay-city'], operatorOf('parks'), personas.admin]) {
    expect((await ask(other, remove, { id })).data.removeChangeWebhook).toBeNull();
  }
  const machine = { agency: 'trees', subgraph: 'trees', registeredBy: 'operator-trees' };
  const program = { ...app, clientId: 'ci-trees-1', machine, roles: ['subgraph-publisher'] } as Principal;
  for (const stranger of [personas.lin, personas.developer, personas.anonymous, program]) {
    expect(await register(stranger, { url: `${url}/x` })).toEqual({
      code: expect.stringMatching(/FORBIDDEN|UNAUTHENTICATED/),
    });
  }
  expect((await ask(app, remove, { id })).data.removeChangeWebhook).toEqual({ state: 'REMOVED' });
});

it('are refused with a filter that is no name, and beyond ten', async () => {
  const zoo = operatorOf('zoo');
  for (const filter of [{ fields: ['a b'] }, { subgraphs: ['X'] }, { fields: Array(501).fill('Stop') }]) {
    expect(await register(zoo, { url: `${url}/zoo`, ...filter })).toMatchObject({ reason: 'FILTER_INVALID' });
  }
  const targets = Array.from({ length: 12 }, (_, index) => `${url}/zoo/${index}`);
  const all = await Promise.all(targets.map((target) => register(zoo, { url: target })));
  expect(all.filter((one) => 'reason' in one && one.reason === 'TOO_MANY')).toHaveLength(2);
});

it('are disabled when a message is given up, and enabled by registering the URL again', async () => {
  const docks = operatorOf('docks');
  await register(docks, { url: `${url}/docks`, subgraphs: ['parks'] });
  answer = 500;
  const count = received.length;
  await officialAt(registry.subgraph, operatorOf('parks')).publish(sampleAgency('parks'));
  await eventually(() => expect(received.length).toBeGreaterThan(count));
  // The service's own worker uses the real clock; this one is ahead of it.
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const queue = changeMessageQueue(registry.owner, registry.config.webhooks.key);
  const delivery = new WebhookDelivery({ queue, clock, rules: { allowLoopback: true } }, (error) => {
    throw error;
  });
  const ids = () =>
    new Set(
      received.slice(count).flatMap(({ path, headers }) => (path === '/docks' ? headers['webhook-id'] : [])),
    );
  for (const wait of waits) {
    await eventually(async () =>
      expect((await webhooksOf(docks))[0]?.deliveries.nodes[0]?.lastStatus).toBe(500),
    );
    ahead += wait + 1_000;
    await delivery.begin();
    await delivery.idle();
  }
  expect(await webhooksOf(docks)).toMatchObject([
    { state: 'DISABLED', deliveries: { nodes: [{ state: 'FAILED', attempts: waits.length + 1 }] } },
  ]);
  // Every attempt has the same id, so that receivers can deduplicate.
  expect(ids().size).toBe(1);
  answer = 204;
  expect(await register(docks, { url: `${url}/docks` })).toMatchObject({ webhook: { state: 'ACTIVE' } });
});
