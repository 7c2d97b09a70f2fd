import { expect, test } from 'vitest';
import { BodyBuffer } from './body-buffer.ts';

test('collects parts whose memory is reused, and starts again', () => {
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

test('reused memory reveals nothing of its former content', () => {
  const before = new BodyBuffer(10_000_000);
  const secret = Buffer.alloc(9_000_000, 's');
  before.append(secret, 0, secret.length);
  expect(before.takeText()).toBe(secret.toString());
  const refused = new BodyBuffer(5_000_000);
  refused.append(secret, 0, 5_000_000);
  expect(() => refused.append(secret, 0, 1)).toThrow();
  expect(refused.length).toBe(0);
  const bodies = [new BodyBuffer(10_000_000), new BodyBuffer(10_000_000)];
  const bytes = Buffer.alloc(3_000_000, 'a');
  // Interleaved: no two bodies have the same piece.
  for (let at = 0; at < bytes.length; at += 100_000) {
    for (const [number, body] of bodies.entries()) {
      body.append(Buffer.alloc(100_000, String(number)), 0, 100_000);
    }
  }
  expect(bodies.map((body) => body.takeText())).toEqual(['0'.repeat(3_000_000), '1'.repeat(3_000_000)]);
});
