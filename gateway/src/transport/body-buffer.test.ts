import { expect, test } from 'vitest';
import { BodyBuffer } from './body-buffer.ts';

test('gathers what comes in parts, whatever becomes of their memory, and starts again', () => {
  const body = new BodyBuffer(1_000_000);
  for (const text of ['城市'.repeat(100_000), '', 'a']) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 999) {
      const part = Buffer.from(bytes.subarray(at, at + 999));
      body.append(part, 0, part.length);
      part.fill(0);
    }
    expect(body.length).toBe(bytes.length);
    expect(body.takeText()).toBe(text);
  }
});

test('refuses a byte over the limit', () => {
  const body = new BodyBuffer(10);
  body.append(Buffer.alloc(20), 5, 15);
  expect(() => body.append(Buffer.alloc(1), 0, 1)).toThrow(
    expect.objectContaining({ code: 'SUBGRAPH_RESPONSE_TOO_LARGE' }),
  );
});
