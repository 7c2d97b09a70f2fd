import { once } from 'node:events';
import { connect } from 'node:net';
import { PolicyError } from '@civic-graph/policy';
import { ConfigurationError } from '@civic-graph/service';
import { testSecrets } from '@civic-graph/testing';
import { describe, expect, test, vi } from 'vitest';
import { createRegistry } from './registry.fixture.ts';
import { type Environment, runSubgraph } from './run.ts';

function host(env: Environment) {
  const listeners = new Map<string, () => void>();
  let exit: (code: number) => void;
  const exited = new Promise<number>((resolve) => {
    exit = resolve;
  });
  const written: string[] = [];
  return {
    env,
    written,
    exited,
    signal: (name: string) => listeners.get(name)?.(),
    stderr: { write: (text: string) => written.push(text) },
    once: (name: string, listener: () => void) => listeners.set(name, listener),
    exit: (code: number) => exit(code),
  };
}

const good = { PORT: '0', SUBGRAPH_SECRET: testSecrets.subgraph };

describe('a subgraph process', () => {
  test.each(['SIGTERM', 'SIGINT'])('ends in order on %s', async (signal) => {
    const close = vi.fn(async () => {});
    const running = host(good);
    await runSubgraph(async () => (await createRegistry({ close })).subgraph, {}, running);
    expect(close).not.toHaveBeenCalled();
    running.signal(signal);
    expect(await running.exited).toBe(0);
    expect(close).toHaveBeenCalledOnce();
    expect(running.written).toEqual([]);
  });

  test('uses defaults for absent or empty variables', async () => {
    const seen: Environment[] = [];
    const running = host({ PORT: '', HOST: '127.0.0.1' });
    await runSubgraph(
      async (env) => {
        seen.push(env);
        return (await createRegistry()).subgraph;
      },
      { PORT: '0', HOST: '0.0.0.0' },
      running,
    );
    expect(seen).toEqual([{ PORT: '0', HOST: '127.0.0.1' }]);
    running.signal('SIGTERM');
    await running.exited;
  });

  test.each([
    ['a bad port', { PORT: 'http' }, undefined, /^PORT: .*\n$/],
    ['a port out of range', { PORT: '70000' }, undefined, /^PORT: .*\n$/],
    ['no port', {}, undefined, /^PORT: .*\n$/],
    [
      'a bad variable of its own',
      good,
      new ConfigurationError('FEED: no such file'),
      /^FEED: no such file\n$/,
    ],
    [
      'a policy that is not understood',
      good,
      new PolicyError('A.b: unknown policy'),
      /^A\.b: unknown policy\n$/,
    ],
  ])('says in one line why it does not start: %s', async (_name, env, error, message) => {
    const running = host(env);
    await runSubgraph(
      async () => {
        if (error) throw error;
        return (await createRegistry()).subgraph;
      },
      {},
      running,
    );
    expect(await running.exited).toBe(1);
    expect(running.written.join('')).toMatch(message);
    expect(running.written.join('').trimEnd()).not.toContain('\n');
  });

  test('does not wait for an unused connection', async () => {
    const { subgraph } = await createRegistry();
    const { hostname, port } = new URL(await subgraph.listen({ host: '127.0.0.1', port: 0 }));
    const socket = connect(Number(port), hostname);
    const end = once(
      socket.on('error', () => undefined),
      'close',
    );
    await once(socket, 'connect');
    // The client keeps it open until the end of the test, unless the server closes it.
    await subgraph.close();
    await end;
  });

  test('names the port that is in use', async () => {
    const first = (await createRegistry()).subgraph;
    const { port } = new URL(await first.listen({ host: '127.0.0.1', port: 0 }));
    const running = host({ ...good, PORT: port });
    await runSubgraph(async () => (await createRegistry()).subgraph, {}, running);
    expect(await running.exited).toBe(1);
    expect(running.written).toEqual([`PORT: ${port} is in use by another program\n`]);
    await first.close();
  });
});
