import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { parcelHolds, readParcel, writeParcel } from './parcel.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const head = { chain: 'gateway', publicKey: '-----BEGIN\nKEY-----\n', checkpoint: null };

test('comes as it was sent, with lines or without', () => {
  for (const lines of [[], ['1 hash {"app":"市民"}', '2 hash {}']]) {
    const parcel = writeParcel(head, Buffer.from(lines.map((line) => `${line}\n`).join('')), privateKey);
    expect(readParcel(parcel)).toMatchObject({ head, lines });
  }
});

test('is refused where it is cut off, or does not say whose it is', () => {
  const parcel = writeParcel(head, Buffer.from('1 hash {}\n'), privateKey);
  for (const bad of [parcel.subarray(0, -1), parcel.subarray(5), Buffer.alloc(0)]) {
    expect(() => readParcel(bad)).toThrow(SyntaxError);
  }
});

test('is signed with the chain’s key, for its chain, checkpoint and lines', () => {
  const { head: read, digest } = readParcel(writeParcel(head, Buffer.from('1 hash {}\n'), privateKey));
  const { signature } = read as { signature: string };
  const parcel = { ...head, digest, signature };
  expect(parcelHolds(parcel, publicKey)).toBe(true);
  expect(parcelHolds(parcel, generateKeyPairSync('ed25519').publicKey)).toBe(false);
  const other = readParcel(writeParcel(head, Buffer.from('1 hash {"app":"x"}\n'), privateKey));
  expect(parcelHolds({ ...parcel, digest: other.digest }, publicKey)).toBe(false);
  expect(parcelHolds({ ...parcel, chain: 'another' }, publicKey)).toBe(false);
});
