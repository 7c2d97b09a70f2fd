import { type CryptoKey, exportJWK, GeneralSign, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { keyId, type PrivateKey } from './keys.ts';
import { createReceiptSigner } from './signer.ts';
import { ReceiptInvalid, verifyReceipt } from './verify-receipt.ts';

const says = {
  number: '103-2026-0000000001',
  payee: 'finance',
  notice: '33010210300000000017',
  amountMinor: '12345',
  currency: 'CNY',
  issuedAt: '2026-01-01T00:00:00.000Z',
};

/** The agency under which its key is published, and the key that it signs with. */
interface Hand {
  readonly kid: string;
  readonly key: CryptoKey;
}

describe('a receipt', () => {
  let keys: JSONWebKeySet;
  let treasury: Hand;
  let retired: Hand;
  let finance: Hand;
  let education: Hand;
  let genuine: string;
  beforeAll(async () => {
    const published: JWK[] = [];
    const hand = async (kid: string, owner: object): Promise<Hand> => {
      const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
      published.push({ ...(await exportJWK(publicKey)), ...owner, kid, alg: 'EdDSA' });
      return { kid, key: privateKey };
    };
    retired = await hand('old', {});
    treasury = await hand('new', {});
    finance = await hand('of-finance', { agency: 'finance' });
    education = await hand('of-education', { agency: 'education' });
    keys = { keys: published } as JSONWebKeySet;
    genuine = await signedBy([treasury, finance]);
  });

  async function signedBy(hands: readonly Hand[], content: object = says, header: object = {}) {
    const jws = new GeneralSign(new TextEncoder().encode(JSON.stringify(content)));
    for (const { kid, key } of hands) {
      jws.addSignature(key).setProtectedHeader({ alg: 'EdDSA', kid, typ: 'civic-receipt+jws', ...header });
    }
    return JSON.stringify(await jws.sign());
  }

  it('returns the content to anyone who has the keys', async () => {
    expect(await verifyReceipt(`${genuine}\n`, keys)).toEqual(says);
    expect(await verifyReceipt(await signedBy([finance, retired]), keys)).toEqual(says);
  });

  it('equals the output of this service’s signer', async () => {
    const made = async () => {
      const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
      return (await exportJWK(pair.privateKey)) as PrivateKey;
    };
    const own = { treasury: await made(), agencies: new Map([['finance', await made()]]) };
    const signed = await (await createReceiptSigner(own)).sign(says);
    const { kty, crv, x } = own.treasury;
    const ofAgency = own.agencies.get('finance')!;
    const set = {
      keys: [
        { kty, crv, x, kid: await keyId(own.treasury) },
        { kty, crv, x: ofAgency.x, kid: await keyId(ofAgency), agency: 'finance' },
      ],
    } as JSONWebKeySet;
    expect(await verifyReceipt(signed, set)).toEqual(says);
    await expect((await createReceiptSigner(own)).sign({ ...says, payee: 'education' })).rejects.toThrow();
  });

  const theTreasury = 'not signed by the treasury';
  const theAgency = 'not signed by the agency that it names as paid ("finance")';
  const both = `${theTreasury}, nor by the agency that it names as paid ("finance")`;

  it.each<[string, string, () => string | Promise<string>]>([
    [
      'an altered amount',
      both,
      () => {
        const payload = Buffer.from(JSON.stringify({ ...says, amountMinor: '99999' })).toString('base64url');
        return JSON.stringify({ ...JSON.parse(genuine), payload });
      },
    ],
    ['no signature of the agency', theAgency, () => signedBy([treasury])],
    ['no signature of the treasury', theTreasury, () => signedBy([finance])],
    ['the signature of another agency', theAgency, () => signedBy([treasury, education])],
    ['the treasury twice', theAgency, () => signedBy([treasury, retired])],
    [
      'a key of the agency under the treasury’s name',
      theTreasury,
      () => signedBy([{ ...finance, kid: 'new' }, finance]),
    ],
    ['a key that nobody published', both, () => signedBy([{ ...treasury, kid: 'mine' }])],
    ['another kind of token', both, () => signedBy([treasury, finance], says, { typ: 'JWT' })],
    ['something else in it', 'not a receipt', () => signedBy([treasury, finance], { number: '1' })],
    ['no signature', both, () => JSON.stringify({ ...JSON.parse(genuine), signatures: [] })],
    ['nothing', 'not a receipt', () => ''],
  ])('is not genuine with %s', async (_what, message, forged) => {
    const verified = verifyReceipt(await forged(), keys);
    await expect(verified).rejects.toThrow(ReceiptInvalid);
    await expect(verified).rejects.toThrow(message);
  });

  it('from before agencies signed is accepted if requested', async () => {
    const { payload, signatures } = JSON.parse(await signedBy([treasury]));
    const compact = `${signatures[0].protected}.${payload}.${signatures[0].signature}`;
    expect(await verifyReceipt(compact, keys, { treasuryAlone: true })).toEqual(says);
    await expect(verifyReceipt(compact, keys)).rejects.toThrow(theAgency);
  });
});
