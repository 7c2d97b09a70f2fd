import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { PublicError } from '@civic-graph/errors';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OperationResult } from '../../execution/engine.ts';
import { JsonText } from '../../execution/json-text.ts';
import { writeEvents } from './event-writer.ts';
import { ResultStream } from './result-stream.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const heartbeat = ':\n\n';

it('sends a heartbeat only after a silence, and none after the end', async () => {
  const written: string[] = [];
  const response = new PassThrough().on('data', (chunk: Buffer) => written.push(chunk.toString()));
  let give: (result: OperationResult) => void = () => {};
  const given = async function* () {
    for (;;) yield await new Promise<OperationResult>((resolve) => (give = resolve));
  };
  const failed = () => new PublicError('INTERNAL_SERVER_ERROR');
  const results = new ResultStream(
    given,
    failed,
    () => {},
    () => {},
  );
  const eventOf = ({ data }: OperationResult) => Buffer.from(data?.text ?? 'end');
  const options = { heartbeatMs: 100, maxBufferedBytes: 1_000 };
  const writing = writeEvents(response as unknown as ServerResponse, results, eventOf, options);
  for (const text of ['1', '2', '3']) {
    await vi.advanceTimersByTimeAsync(60);
    give({ data: new JsonText(text) });
  }
  await vi.advanceTimersByTimeAsync(199);
  expect(written).toEqual(['1', '2', '3', heartbeat]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toEqual(['1', '2', '3', heartbeat, heartbeat]);
  results.end(null);
  give({ data: new JsonText('4') });
  await writing;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toHaveLength(5);
});
