import { expect, test } from 'vitest';
import { EventStreamReader } from './event-stream.ts';

const encoder = new TextEncoder();
const stream =
  ': hello\r\n\nevent: next\ndata: {"a":\ndata: "é"}\n\nid: 7\rdata:x\r\revent: complete\n\n\nevent: half\ndata: never';
const events = [
  { type: 'next', data: '{"a":\n"é"}' },
  { type: 'message', data: 'x' },
  { type: 'complete', data: '' },
];

test.each([1, 2, 3, 5, 8, 1_000])('a stream in chunks of %d bytes is read as it was written', (size) => {
  const reader = new EventStreamReader(100);
  const bytes = encoder.encode(stream);
  const read = [];
  for (let at = 0; at < bytes.length; at += size) read.push(...reader.push(bytes.subarray(at, at + size)));
  expect(read).toEqual(events);
});

test.each<[string, string[]]>([
  ['in one line', [`data: ${'x'.repeat(101)}`]],
  ['in many lines', [`${'data: x\n'.repeat(20)}`]],
  ['in many chunks', Array.from({ length: 101 }, () => 'x')],
])('an event that is too large %s is refused', (_name, chunks) => {
  const reader = new EventStreamReader(100);
  expect(() => {
    for (const chunk of chunks) reader.push(encoder.encode(chunk));
  }).toThrow(expect.objectContaining({ code: 'SUBGRAPH_RESPONSE_TOO_LARGE' }));
});

test('events that were read do not count against later ones', () => {
  const reader = new EventStreamReader(100);
  for (let count = 0; count < 50; count++) {
    expect(reader.push(encoder.encode(`data: ${'x'.repeat(50)}\n\n`))).toHaveLength(1);
  }
});
