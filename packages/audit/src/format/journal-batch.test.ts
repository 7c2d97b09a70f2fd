import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readJournalBatch, verifyJournalBatch, writeJournalBatch } from './journal-batch.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const head = { chain: 'gateway', publicKey: '-----BEGIN\nKEY-----\n', checkpoint: null };

test('is decoded as it was encoded, with lines or without', () => {
  for (const lines of [[], ['1 hash {"app":"市民"}', '2 hash {}']]) {
    const parcel = writeJournalBatch(
      head,
      Buffer.from(lines.map((line) => `${line}\n`).join('')),
      privateKey,
    );
    expect(readJournalBatch(parcel)).toMatchObject({ head, lines });
  }
});

test('is refused if it is truncated, or does not name its gateway', () => {
  const parcel = writeJournalBatch(head, Buffer.from('1 hash {}\n'), privateKey);
  for (const bad of [parcel.subarray(0, -1), parcel.subarray(5), Buffer.alloc(0)]) {
    expect(() => readJournalBatch(bad)).toThrow(SyntaxError);
  }
});

test('is signed with the chain’s key, for its chain, checkpoint and lines', () => {
  const { head: read, digest } = readJournalBatch(
    writeJournalBatch(head, Buffer.from('1 hash {}\n'), privateKey),
  );
  const { signature } = read as { signature: string };
  const parcel = { ...head, digest, signature };
  expect(verifyJournalBatch(parcel, publicKey)).toBe(true);
  expect(verifyJournalBatch(parcel, generateKeyPairSync('ed25519').publicKey)).toBe(false);
  const other = readJournalBatch(writeJournalBatch(head, Buffer.from('1 hash {"app":"x"}\n'), privateKey));
  expect(verifyJournalBatch({ ...parcel, digest: other.digest }, publicKey)).toBe(false);
  expect(verifyJournalBatch({ ...parcel, chain: 'another' }, publicKey)).toBe(false);
});
