import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../run-civic.fixture.ts';
import { bridge } from './bridge.ts';

const ping = { jsonrpc: '2.0', id: 1, method: 'ping' } as const;
const pong = { jsonrpc: '2.0', id: 1, result: {} } as const;

let agent: InMemoryTransport;
let gateway: InMemoryTransport;
let atAgent: JSONRPCMessage[];
let atGateway: JSONRPCMessage[];
let end: () => void;
let done: Promise<void>;
let remote: InMemoryTransport;

beforeEach(async () => {
  let local: InMemoryTransport;
  [agent, local] = InMemoryTransport.createLinkedPair();
  [remote, gateway] = InMemoryTransport.createLinkedPair();
  [atAgent, atGateway] = [[], []];
  agent.onmessage = (message) => void atAgent.push(message);
  gateway.onmessage = (message) => void atGateway.push(message);
  await agent.start();
  await gateway.start();
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  done = bridge({ local, remote, ended, note: () => undefined });
});

describe('the bridge', () => {
  it('passes messages both ways, also questions of the gateway', async () => {
    await agent.send(ping);
    await gateway.send(pong);
    const question = { jsonrpc: '2.0', id: 'confirm-1', method: 'elicitation/create', params: {} } as const;
    await gateway.send(question);
    const answer = { jsonrpc: '2.0', id: 'confirm-1', result: { action: 'decline' } } as const;
    await agent.send(answer);
    expect([atGateway, atAgent]).toEqual([
      [ping, answer],
      [pong, question],
    ]);
  });

  it('announces the version that the gateway has chosen', async () => {
    const announce = vi.fn();
    Object.assign(remote, { setProtocolVersion: announce });
    const result = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      serverInfo: { name: 'x', version: '1' },
    };
    await gateway.send({ jsonrpc: '2.0', id: 0, result });
    await gateway.send(pong);
    expect(announce.mock.calls).toEqual([['2025-11-25']]);
  });

  it('answers a request that cannot be sent with an error', async () => {
    remote.send = async () => {
      throw new Error('the gateway is down');
    };
    await agent.send(ping);
    await vi.waitFor(() =>
      expect(atAgent).toEqual([
        { jsonrpc: '2.0', id: 1, error: { code: -32_000, message: 'the gateway is down' } },
      ]),
    );
  });

  it('ends after the last answer', async () => {
    await agent.send(ping);
    end();
    const order: string[] = [];
    void done.then(() => order.push('done'));
    await gateway.send(pong);
    order.push('answered');
    await done;
    expect([order, atAgent]).toEqual([['answered', 'done'], [pong]]);
  });
});

it.each([
  [['mcp'], 'CIVIC_TOKEN: is required, or CIVIC_TOKEN_FILE; in a demo: --persona lin'],
  [['mcp', '--url', 'gateway'], '--url: gateway is not a URL; write it as http://host:port/mcp'],
])('%j names the missing option', async (args, message) => {
  expect(await run(args)).toEqual({ code: 2, stdout: '', stderr: `${message}\n` });
});
