import { expect, test } from 'vitest';
import { readParcel, writeParcel } from './parcel.ts';

const head = { chain: 'gateway', publicKey: '-----BEGIN\nKEY-----\n', checkpoint: null };

test('comes as it was sent, with lines or without', () => {
  for (const lines of [[], ['1 hash {"app":"市民"}', '2 hash {}']]) {
    const parcel = writeParcel(head, Buffer.from(lines.map((line) => `${line}\n`).join('')));
    expect(readParcel(parcel)).toEqual({ head, lines });
  }
});

test('is refused where it is cut off, or does not say whose it is', () => {
  const parcel = writeParcel(head, Buffer.from('1 hash {}\n'));
  for (const bad of [parcel.subarray(0, -1), parcel.subarray(5), Buffer.alloc(0)]) {
    expect(() => readParcel(bad)).toThrow(SyntaxError);
  }
});
