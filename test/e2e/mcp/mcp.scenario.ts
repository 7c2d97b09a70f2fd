import { fileURLToPath } from 'node:url';
import { requestToken } from '@civic-graph/launcher';
import { claimsOf } from '@civic-graph/testing';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  type CallToolResult,
  ElicitRequestSchema,
  type ElicitResult,
} from '@modelcontextprotocol/sdk/types.js';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { city } from '../one-city/city.ts';

const program = fileURLToPath(new URL('../../../packages/cli/bin/civic.mjs', import.meta.url));

let url: string;
beforeAll(() => {
  url = `${city.gatewayUrl}/mcp`;
});

/** An agent of the app, for a persona. @param answer the person's answer to a question */
async function connect(transport: Transport, answer?: ElicitResult): Promise<Client> {
  const capabilities = answer ? { elicitation: {} } : {};
  const agent = new Client({ name: 'agent', version: '1' }, { capabilities });
  if (answer) agent.setRequestHandler(ElicitRequestSchema, () => answer);
  await agent.connect(transport);
  onTestFinished(() => agent.close());
  return agent;
}

async function overHttp(persona: string, answer?: ElicitResult): Promise<Client> {
  const token = await requestToken(city.issuerUrl, { persona, resource: url });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  return connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }), answer);
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
async function call(agent: Client, name: string, input: Record<string, unknown> = {}): Promise<any> {
  const { content } = (await agent.callTool({ name, arguments: input })) as CallToolResult;
  return JSON.parse(content[0]?.type === 'text' ? content[0].text : '');
}

test('an agent finds the operations that its app is approved for', async () => {
  const agent = await overHttp('lin');
  const { tools } = await agent.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual(['Departures', 'MyNotices', 'MyPasses', 'PayNotice']);
  const pay = tools.find(({ name }) => name === 'PayNotice');
  expect(pay).toMatchObject({
    description: expect.stringMatching(/^Begins the payment of a notice\./),
    annotations: { readOnlyHint: false, destructiveHint: true },
    inputSchema: {
      required: ['noticeCode', 'provider', 'idempotencyKey'],
      properties: { provider: { enum: expect.arrayContaining(['ALIPAY']) } },
    },
  });
});

test('the citizen’s access log shows what an agent reads, with app and purpose', async () => {
  const { data, errors } = await call(await overHttp('lin'), 'MyPasses');
  expect(errors).toBeUndefined();
  expect(data.me.transitPasses.length).toBeGreaterThan(0);
  const lin = await requestToken(city.issuerUrl, { persona: 'lin' });
  const log = `{ me { accessLog(first: 50) { nodes { app { clientId } purpose { id } readBy fields } } } }`;
  const fields = ['Citizen.transitPasses', 'TransitPass.kind', 'TransitPass.valid', 'TransitPass.validTo'];
  await expect
    .poll(async () => (await city.query(lin, log)).data, { timeout: 15_000 })
    .toMatchObject({
      me: {
        accessLog: {
          nodes: expect.arrayContaining([
            {
              app: { clientId: 'wechat-city' },
              purpose: { id: 'city-services' },
              readBy: 'APP_FOR_CITIZEN',
              fields,
            },
          ]),
        },
      },
    });
});

test('a tool without consent is not listed; called by name, it says where the citizen can agree', async () => {
  // A citizen for whom no other scenario gives consent.
  const agent = await overHttp('citizen-0777');
  const { tools } = await agent.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['Departures']);
  const { data, errors } = await call(agent, 'MyPasses');
  expect(data).toEqual({ me: { transitPasses: null } });
  const { consent } = errors[0].extensions;
  expect(consent).toMatchObject({ scopes: ['transport:passes'], purpose: 'city-services' });
  expect(new URL(consent.url).origin).toBe(city.issuerUrl);
});

test('a payment begins only after a person has agreed', async () => {
  const notices = await call(await overHttp('lin'), 'MyNotices', { first: 1 });
  const noticeCode = notices.data.me.notices.nodes[0].code;
  const payment = { noticeCode, provider: 'TEST', idempotencyKey: 'an-agent-pays' };
  const declined = await call(await overHttp('lin', { action: 'decline' }), 'PayNotice', payment);
  expect(declined.errors[0].extensions.code).toBe('CONFIRMATION_REFUSED');

  const silent = await overHttp('lin');
  const first = await call(silent, 'PayNotice', payment);
  const { code, confirmation } = first.errors[0].extensions;
  expect(code).toBe('CONFIRMATION_REQUIRED');
  const input = { ...payment, [confirmation.argument]: confirmation.code };
  const foreign = await call(await overHttp('zhao'), 'PayNotice', input);
  expect(foreign.data?.initiatePayment ?? null).toBeNull();
  const paid = await call(silent, 'PayNotice', input);
  expect(paid.data.initiatePayment).toMatchObject({
    __typename: 'PaymentInitiated',
    paymentId: expect.any(String),
  });
  const replayed = await call(silent, 'PayNotice', input);
  expect(replayed.errors[0].extensions.code).toBe('CONFIRMATION_REFUSED');

  const agreed = await call(
    await overHttp('lin', { action: 'accept', content: { confirm: true } }),
    'PayNotice',
    payment,
  );
  expect(agreed.data.initiatePayment.paymentId).toBe(paid.data.initiatePayment.paymentId);
});

test('a token is valid only at its own resource', async () => {
  const forGraph = await requestToken(city.issuerUrl, { persona: 'lin' });
  const forMcp = await requestToken(city.issuerUrl, { persona: 'lin', resource: url });
  expect([claimsOf(forGraph).aud, claimsOf(forMcp).aud]).toEqual([expect.not.stringMatching('/mcp$'), url]);
  const requestInit = { headers: { authorization: `Bearer ${forGraph}` } };
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit });
  await expect(connect(transport)).rejects.toMatchObject({ code: 401 });
  const { errors } = await city.query(forMcp, '{ me { id } }');
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('the program that agents start forwards everything, including a person’s answer', async () => {
  const args = [program, 'mcp', '--url', url, '--persona', 'lin'];
  const env = { PATH: process.env.PATH ?? '', PORT_IDENTITY: new URL(city.issuerUrl).port };
  const agent = await connect(new StdioClientTransport({ command: process.execPath, args, env }), {
    action: 'decline',
  });
  expect((await agent.listTools()).tools).toHaveLength(4);
  expect((await call(agent, 'MyPasses')).errors).toBeUndefined();
  const payment = { noticeCode: '33011010507002437895', provider: 'TEST', idempotencyKey: 'another' };
  expect((await call(agent, 'PayNotice', payment)).errors[0].extensions.code).toBe('CONFIRMATION_REFUSED');
  await expect(agent.callTool({ name: 'Nothing' })).rejects.toMatchObject({ code: -32_602 });
});
