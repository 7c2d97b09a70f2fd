import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CompactSign, exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { ReceiptInvalid, verifyReceipt } from './verify-receipt.ts';

const says = {
  number: '103-2026-0000000001',
  payee: 'finance',
  notice: '33010210300000000017',
  amountMinor: '12345',
  currency: 'CNY',
  issuedAt: '2026-01-01T00:00:00.000Z',
};

describe('a receipt', () => {
  let keys: JSONWebKeySet;
  let genuine: string;
  let sign: (content: object, header?: object) => Promise<string>;
  beforeAll(async () => {
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const retired = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const published = async (key: typeof pair.publicKey, kid: string) => ({
      ...(await exportJWK(key)),
      kid,
      alg: 'EdDSA',
    });
    keys = {
      keys: [await published(retired.publicKey, 'old'), await published(pair.publicKey, 'new')],
    } as JSONWebKeySet;
    sign = (content, header = {}) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
        .setProtectedHeader({ alg: 'EdDSA', kid: 'new', typ: 'civic-receipt+jws', ...header })
        .sign(pair.privateKey);
    genuine = await sign(says);
  });

  it('tells what it says to whoever has the keys', async () => {
    expect(await verifyReceipt(`${genuine}\n`, keys)).toEqual(says);
  });

  it.each<[string, () => string | Promise<string>]>([
    [
      'an altered amount',
      async () => {
        const [header, , signature] = genuine.split('.');
        const more = Buffer.from(JSON.stringify({ ...says, amountMinor: '99999' })).toString('base64url');
        return `${header}.${more}.${signature}`;
      },
    ],
    ['the signature of another key', () => sign(says, { kid: 'old' })],
    ['a key that nobody published', () => sign(says, { kid: 'mine' })],
    ['another kind of token', () => sign(says, { typ: 'JWT' })],
    ['something else in it', () => sign({ number: '1' })],
    ['no signature', () => `${genuine.split('.').slice(0, 2).join('.')}.`],
    ['nothing', () => ''],
  ])('is not genuine with %s', async (_what, forged) => {
    await expect(verifyReceipt(await forged(), keys)).rejects.toThrow(ReceiptInvalid);
  });
});

it('npm run verify-receipt says on request how it is called', async () => {
  const program = fileURLToPath(new URL('main.ts', import.meta.url));
  const flags = ['--conditions=source', '--import', 'tsx', program, '--help'];
  const [code, output] = await new Promise<[number | null, string]>((resolve) => {
    const child = execFile(process.execPath, flags, (_error, _stdout, stderr) =>
      resolve([child.exitCode, stderr]),
    );
  });
  expect([code, output]).toEqual([0, expect.stringMatching(/^usage: npm run --silent verify-receipt .*\n$/)]);
});
