import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Principal } from '@civic-graph/policy';
import { WebhookDelivery, waits } from '@civic-graph/service/webhooks';
import { citizen, personas, testSecrets } from '@civic-graph/testing';
import { createRequestVerifier } from '@civic-graph/tokens';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { paymentWebhookQueue } from './payment-webhook-queue.ts';
import { removeOfDeletedApps } from './remove-of-deleted-apps.ts';

const app = personas['wechat-city'];
const { lin } = personas;

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const register = `mutation ($input: RegisterWebhookInput!) {
  registerWebhook(input: $input) {
    __typename
    ... on WebhookRegistered { secret webhook { id url } }
    ... on PaymentProblem { message }
  }
}`;
const log = `{ paymentWebhooks { id deliveries { nodes {
  id type state paymentId nextAttemptAt attempts { status problem }
} } } }`;

interface Log {
  readonly paymentWebhooks: {
    readonly id: string;
    readonly deliveries: {
      readonly nodes: {
        readonly id: string;
        readonly type: string;
        readonly state: string;
        readonly paymentId: string;
        readonly attempts: { readonly status: number | null }[];
      }[];
    };
  }[];
}

describe('webhooks of a partner app', () => {
  let payments: TestPayments;
  let delivery: Pick<WebhookDelivery, 'begin' | 'idle'>;
  let partner: Server;
  let url: string;
  let ahead = 0;
  let answers: number[] = [];
  const received: Received[] = [];
  let secret: string;
  let registrations = 0;

  beforeAll(async () => {
    payments = await startTestPayments();
    const { db, config } = payments;
    const { key, rules } = config.webhooks;
    delivery = new WebhookDelivery({ queue: paymentWebhookQueue(db, key), clock, rules }, (error) => {
      throw error;
    });
    partner = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 204).end();
    });
    partner.listen(0, '127.0.0.1');
    await once(partner, 'listening');
    url = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/payments`;
  });
  afterAll(async () => {
    partner.close();
    await payments.stop();
  });

  const ask = <Data>(query: string, variables = {}) => payments.ask<Data>(app, query, variables);
  const registering = (target: string, idempotencyKey = String(registrations++)) =>
    ask<{ registerWebhook: { __typename: string; secret: string; webhook: { id: string } } }>(register, {
      input: { url: target, idempotencyKey },
    }).then((data) => data.registerWebhook);
  const clock = () => new Date(Date.now() + ahead);
  const deliver = async () => {
    await delivery.begin();
    await delivery.idle();
  };
  const deliveries = async (paymentId: string) =>
    (await ask<Log>(log)).paymentWebhooks.flatMap((webhook) =>
      webhook.deliveries.nodes.filter((node) => node.paymentId === paymentId),
    );

  it('are registered by the app itself, at a public URL', async () => {
    expect(await registering('https://10.0.0.1/')).toMatchObject({ __typename: 'WebhookTargetForbidden' });
    const registered = await registering(url, 'once');
    expect(registered).toMatchObject({ __typename: 'WebhookRegistered', webhook: { url } });
    expect(await registering(url, 'once')).toEqual(registered);
    secret = registered.secret;
    const { errors } = await payments.subgraph.executeAs(lin, {
      query: register,
      variables: { input: { url, idempotencyKey: 'x' } },
    });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    // Derived, and not in the database.
    const { rows } = await sql<{
      text: string;
    }>`SELECT webhook_endpoint::text AS text FROM webhook_endpoint`.execute(payments.db);
    expect(rows.map(({ text }) => text).join()).not.toContain(secret.slice(6));
  });

  it('report each step of a payment of the app, signed, with the payment’s id only', async () => {
    const reference = 'order 7';
    const { paymentId } = await payments.initiate(lin, await payments.issue(), 'order 7', { reference });
    await payments.deliver(payments.notification(paymentId, 'payment.succeeded'));
    // Another app's payment is not reported.
    await payments.initiate(citizen(2, 'alipay-city'), await payments.issue());
    await deliver();
    expect(received.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      'payment.created',
      'payment.started',
      'payment.success',
    ]);
    for (const { headers, body } of received) {
      const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
      expect(verified).toEqual({
        type: expect.any(String),
        timestamp: expect.any(String),
        data: { paymentId, reference, state: expect.any(String) },
      });
    }
    expect(await deliveries(paymentId)).toMatchObject([
      { state: 'DELIVERED', attempts: [{ status: 204 }] },
      { state: 'DELIVERED', attempts: [{ status: 204 }] },
      { state: 'DELIVERED', attempts: [{ status: 204 }] },
    ]);
  });

  it('are retried on GOV.UK Pay’s schedule under the same id, given up, and replayed', async () => {
    const { paymentId } = await payments.initiate(lin, await payments.issue());
    await sql`UPDATE webhook_message SET next_attempt_at = NULL
      WHERE payment_id = ${paymentId} AND type <> 'payment.created'`.execute(payments.db);
    received.length = 0;
    answers = Array(6).fill(500);
    await deliver();
    for (const wait of waits) {
      ahead += wait - 1_000;
      const before = received.length;
      await deliver();
      expect(received).toHaveLength(before);
      ahead += 2_000;
      await deliver();
      expect(received).toHaveLength(before + 1);
    }
    ahead += 7 * 86_400_000;
    await deliver();
    expect(received).toHaveLength(6);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [created] = (await deliveries(paymentId)).filter(({ type }) => type === 'payment.created');
    expect(created).toMatchObject({ state: 'FAILED', nextAttemptAt: null });
    expect(created!.attempts.map(({ status }) => status)).toEqual(Array(6).fill(500));

    const replay = 'mutation ($id: ID!) { replayWebhookDelivery(id: $id) { id state } }';
    expect(await ask(replay, { id: created!.id })).toEqual({
      replayWebhookDelivery: { id: created!.id, state: 'PENDING' },
    });
    const other = await payments.subgraph.executeAs(personas['alipay-city'], {
      query: replay,
      variables: { id: created!.id },
    });
    expect(other.data).toEqual({ replayWebhookDelivery: null });
    await deliver();
    expect((await deliveries(paymentId)).filter(({ type }) => type === 'payment.created')).toMatchObject([
      { state: 'DELIVERED' },
    ]);
  });

  it('are written with the step, or not at all', async () => {
    const { paymentId } = await payments.initiate(lin, await payments.issue());
    const before = (await deliveries(paymentId)).length;
    await expect(
      payments.db.transaction().execute(async (trx) => {
        await sql`INSERT INTO payment_event (agency, payment_id, sequence, event, from_state, to_state, occurred_at)
          SELECT agency, id, 9, 'submit', 'started', 'submitted', now() FROM payment WHERE id = ${paymentId}`.execute(
          trx,
        );
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await deliveries(paymentId)).toHaveLength(before);
  });

  it('do not wait for another partner whose server never answers', async () => {
    await deliver();
    const silent = createServer(() => {});
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const input = {
      url: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`,
      idempotencyKey: 'silent',
    };
    await payments.ask(personas['alipay-city'], register, { input });
    // More than are sent concurrently, and due before the other's.
    for (let index = 0; index < 11; index++) {
      await payments.initiate(citizen(2, 'alipay-city'), await payments.issue());
    }
    await delivery.begin();
    await payments.initiate(lin, await payments.issue());
    received.length = 0;
    await delivery.begin();
    await expect.poll(() => received.length).toBe(2);
    const { rows } = await sql`SELECT FROM webhook_attempt WHERE problem IS NOT NULL`.execute(payments.db);
    expect(rows).toEqual([]);
    silent.closeAllConnections();
    silent.close();
    await delivery.idle();
  });

  describe('managed by the developer of the app', () => {
    const developer = personas.developer;
    const other = { ...developer, developer: 'somebody-else' };
    const registration = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on AppRegistration { webhookKey paymentWebhooks { id deliveries(first: 1) { nodes { type payload state } } } }
    } }`;
    const of = [{ __typename: 'AppRegistration', clientId: 'wechat-city', state: 'APPROVED' }];
    interface Registration {
      readonly webhookKey: string;
      readonly paymentWebhooks: Log['paymentWebhooks'];
    }
    const read = async (caller: Principal) =>
      (await payments.ask<{ _entities: [Registration] }>(caller, registration, { of }))._entities[0];

    it('are tested and replayed with the key of the registration', async () => {
      const { webhookKey, paymentWebhooks } = await read(developer);
      const webhook = paymentWebhooks[0]!.id;
      const send = `mutation ($input: AppWebhookInput!) { sendTestWebhook(input: $input) { id payload } }`;
      const { sendTestWebhook } = await payments.ask<{ sendTestWebhook: { id: string; payload: string } }>(
        developer,
        send,
        { input: { webhookKey, webhook } },
      );
      received.length = 0;
      await deliver();
      expect(received.map(({ body }) => body)).toEqual([sendTestWebhook.payload]);
      expect(JSON.parse(sendTestWebhook.payload)).toEqual({
        type: 'webhook.test',
        timestamp: expect.any(String),
        data: { state: 'TEST' },
      });
      const replay = `mutation ($input: ReplayAppWebhookInput!) { replayAppWebhookDelivery(input: $input) { state } }`;
      const input = { webhookKey, delivery: sendTestWebhook.id };
      expect(await payments.ask(developer, replay, { input })).toEqual({
        replayAppWebhookDelivery: { state: 'PENDING' },
      });
      await deliver();
      expect(received).toHaveLength(2);
      const unknown = { webhookKey, webhook: crypto.randomUUID() };
      expect(await payments.ask(developer, send, { input: unknown })).toEqual({ sendTestWebhook: null });
    });

    it('have no key if the app is deleted', async () => {
      const deleted = of.map((each) => ({ ...each, state: 'DELETED' }));
      const { _entities } = await payments.ask<{ _entities: [Registration] }>(developer, registration, {
        of: deleted,
      });
      expect(_entities[0].webhookKey).toBeNull();
    });

    it('are registered and removed', async () => {
      const { webhookKey } = await read(developer);
      const add = `mutation ($input: RegisterAppWebhookInput!) { registerAppWebhook(input: $input) {
        ... on WebhookRegistered { secret webhook { id } } } }`;
      const { registerAppWebhook } = await payments.ask<{
        registerAppWebhook: { secret: string; webhook: { id: string } };
      }>(developer, add, { input: { webhookKey, url: `${url}/mine`, idempotencyKey: 'mine' } });
      expect(registerAppWebhook.secret).toMatch(/^whsec_/);
      const remove = 'mutation ($input: AppWebhookInput!) { removeAppWebhook(input: $input) { removedAt } }';
      const input = { webhookKey, webhook: registerAppWebhook.webhook.id };
      expect(await payments.ask(developer, remove, { input })).toEqual({
        removeAppWebhook: { removedAt: expect.any(String) },
      });
    });

    it.each([
      ['another developer', other],
      ['the app itself', app],
      ['a citizen', lin],
    ] as const)('refuse a key that %s presents', async (_who, caller) => {
      const { webhookKey, paymentWebhooks } = await read(developer);
      const { data } = await payments.subgraph.executeAs(caller, {
        query: 'mutation ($input: AppWebhookInput!) { removeAppWebhook(input: $input) { id } }',
        variables: { input: { webhookKey, webhook: paymentWebhooks[0]!.id } },
      });
      expect(data).toEqual({ removeAppWebhook: null });
      expect((await read(developer)).paymentWebhooks).toEqual(paymentWebhooks);
    });
  });

  it('are limited to ten endpoints, and end when these are removed', async () => {
    const made: string[] = [];
    for (let index = 0; index < 9; index++) made.push((await registering(`${url}/${index}`)).webhook.id);
    expect(await registering(`${url}/more`)).toMatchObject({ __typename: 'TooManyWebhooks' });
    const remove = 'mutation ($id: ID!) { removeWebhook(id: $id) { removedAt } }';
    for (const id of made) await ask(remove, { id });
    await deliver();
    received.length = 0;
    await payments.initiate(lin, await payments.issue());
    await deliver();
    expect(received.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      'payment.created',
      'payment.started',
    ]);
  });

  it('end when their app is deleted, unlike those of other apps', async () => {
    const { webhook } = await registering(`${url}/of-a-deleted-app`);
    const other = personas['alipay-city'];
    await payments.ask(other, register, { input: { url: `${url}/other`, idempotencyKey: 'other' } });
    const { paymentId } = await payments.initiate(lin, await payments.issue());
    const deleted = new Set<string>();
    const gateway = await startGateway(deleted);
    const { db } = payments;
    const remove = () =>
      removeOfDeletedApps(
        db,
        { name: 'payments', secret: testSecrets.subgraph, gateways: gateway.urls },
        clock(),
      );
    try {
      expect(await remove()).toBe(0);
      expect((await ask<Log>(log)).paymentWebhooks.map(({ id }) => id)).toContain(webhook.id);
      deleted.add('wechat-city').add('nobody-knows');
      expect(await remove()).toBeGreaterThan(0);
      expect(gateway.asked.at(-1)).toContain('wechat-city');
    } finally {
      gateway.server.close();
    }
    expect((await ask<Log>(log)).paymentWebhooks).toEqual([]);
    expect((await payments.ask<Log>(other, log)).paymentWebhooks).not.toEqual([]);
    const before = received.length;
    await deliver();
    expect(received).toHaveLength(before);
    const pending = await db
      .selectFrom('webhook_message')
      .select('id')
      .where('payment_id', '=', paymentId)
      .where('next_attempt_at', 'is not', null)
      .execute();
    expect(pending).toEqual([]);
    // Without an answer nothing is removed.
    await registering(`${url}/later`);
    await expect(remove()).rejects.toThrow();
    expect((await ask<Log>(log)).paymentWebhooks).toHaveLength(1);
  });
});

/** The first gateway is down; the second one answers questions that payments has signed. */
async function startGateway(deleted: ReadonlySet<string>) {
  const verifier = createRequestVerifier({ secret: testSecrets.subgraph, keyId: 'payments' });
  const asked: string[][] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { method = '', url: path = '', headers } = request;
    const call = await verifier.verify({ method, path, headers, body });
    await call.useUp();
    const { apps } = JSON.parse(body.toString()) as { apps: string[] };
    asked.push(apps);
    response.end(JSON.stringify({ deleted: apps.filter((app) => deleted.has(app)) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, asked, urls: ['http://127.0.0.1:1', `http://127.0.0.1:${port}`] };
}
