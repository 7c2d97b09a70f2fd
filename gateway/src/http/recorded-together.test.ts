import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { anonymous } from '@civic-graph/policy';
import pino from 'pino';
import { expect, test } from 'vitest';
import type { Engine, OperationResult } from '../execution/engine.ts';
import { JsonText } from '../execution/json-text.ts';
import type { CallContext } from '../execution/subgraph-port.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { createFastLane } from './fast-lane.ts';

const served = {} as ServedSupergraph;
const caller = { accept: undefined, mediaType: 'application/json', principal: anonymous, network: '' };
const body = '{"query":"{ diary }"}';

/** A lane whose engine answers when it is told to, with personal data. */
function createLane() {
  const calls: CallContext[] = [];
  const recordedAgain: string[] = [];
  let finish: (result: OperationResult) => void = () => undefined;
  const engine = {
    lastChange: () => Number.NEGATIVE_INFINITY,
    charge: () => undefined,
    prepared: () => ({ kind: 'query' }),
    admit: async () => ({ kind: 'admitted', operation: { kind: 'query' }, cost: 1, rateLimit: undefined }),
    run(_: unknown, call: CallContext) {
      calls.push(call);
      return new Promise<OperationResult>((resolve) => {
        finish = resolve;
      });
    },
  } as unknown as Engine;
  const lane = createFastLane({
    ...{ engine, gateway: { current: served }, deadlineMs: 60_000, isForwarded: false },
    verify: () => Promise.reject(new Error('nobody shows a token')),
    mask: (error) => error,
    logger: pino({ level: 'silent' }),
  });
  return {
    calls,
    recordedAgain,
    ask: () => lane.answer(caller, body, new ServerResponse(new IncomingMessage(new Socket()))),
    finish: () =>
      finish({
        data: new JsonText('{"diary":"mine"}'),
        recordAgain: async (requestId) => void recordedAgain.push(requestId),
      }),
  };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('who waits for the answer of another when its record is made is in that record, and who comes later has his own', async () => {
  const { calls, recordedAgain, ask, finish } = createLane();
  const first = ask();
  await nextTurn();
  const others = [ask(), ask()];
  await nextTurn();
  const [call] = calls;
  // As the engine does before it waits for the disk.
  const together = call?.sharers?.close() ?? [];
  const late = ask();
  await nextTurn();
  expect(recordedAgain).toEqual([]);
  finish();
  expect(await Promise.all([first, ...others, late])).toEqual([true, true, true, true]);
  expect(calls).toHaveLength(1);
  expect(together).toHaveLength(2);
  expect(recordedAgain).toHaveLength(1);
  expect(new Set([call?.requestId, ...together, ...recordedAgain]).size).toBe(4);
});
