import { setImmediate as nextIteration } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTestLane } from '../../../test/fixtures/fast-path.ts';
import type { AdmittedOperation, OperationResult } from '../../execution/engine.ts';
import { JsonText } from '../../execution/json-text.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';

/** A fast path whose engine answers, with personal data, when the test lets it. */
function createLane() {
  const calls: CallContext[] = [];
  const recordedAgain: string[] = [];
  let finish: (result: OperationResult) => void = () => undefined;
  const admitted = { kind: 'admitted', operation: { kind: 'query' }, cost: 1 } as AdmittedOperation;
  const { ask } = createTestLane({
    admitPrepared: async () => admitted,
    run(_, call) {
      calls.push(call);
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
  });
  return {
    calls,
    recordedAgain,
    ask: () => ask('{ diary }').answered,
    finish: () =>
      finish({
        data: new JsonText('{"diary":"mine"}'),
        recordAgain: async (requestId) => void recordedAgain.push(requestId),
      }),
  };
}

test('a caller that waits when the record is made is in it, and a later caller has its own record', async () => {
  const { calls, recordedAgain, ask, finish } = createLane();
  const first = ask();
  await nextIteration();
  const others = [ask(), ask()];
  await nextIteration();
  const [call] = calls;
  // Like the engine before it waits for the disk.
  const together = call?.coalesced?.close() ?? [];
  const late = ask();
  await nextIteration();
  expect(recordedAgain).toEqual([]);
  finish();
  expect(await Promise.all([first, ...others, late])).toEqual([true, true, true, true]);
  expect(calls).toHaveLength(1);
  expect(together).toHaveLength(2);
  expect(recordedAgain).toHaveLength(1);
  expect(new Set([call?.requestId, ...together, ...recordedAgain]).size).toBe(4);
});
