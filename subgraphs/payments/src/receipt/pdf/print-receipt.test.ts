import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, textOf } from '../../../test/fixtures/read-page.ts';
import { keyId, type PrivateKey } from '../keys.ts';
import { createReceiptSigner } from '../signer.ts';
import { verifyReceipt } from '../verify-receipt.ts';
import { embeddedReceipt } from './embedded-receipt.ts';
import { readFonts } from './fonts.ts';
import { createReceiptPrinter, type ReceiptPrinter } from './print-receipt.ts';
import { type PrintedReceipt, printedReceipt } from './printed-receipt.ts';

const says = {
  number: '103-2026-0000000001-MWQ0MWQM',
  payee: 'finance',
  notice: '33010210300000000017',
  amountMinor: '123456789',
  currency: 'CNY',
  issuedAt: '2026-01-01T16:30:00.000Z',
};

describe('a printed receipt', () => {
  let printer: ReceiptPrinter;
  let keys: JSONWebKeySet;
  let receipt: PrintedReceipt;
  let pdf: Buffer;
  beforeAll(async () => {
    printer = createReceiptPrinter(await readFonts());
    const made = async () => {
      const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
      return (await exportJWK(pair.privateKey)) as PrivateKey;
    };
    const [treasury, finance] = [await made(), await made()];
    const published = async ({ d: _private, ...key }: PrivateKey, owner: object) => ({
      ...key,
      ...owner,
      kid: await keyId({ ...key, d: '' }),
    });
    keys = { keys: [await published(treasury, {}), await published(finance, { agency: 'finance' })] };
    const signer = await createReceiptSigner({ treasury, agencies: new Map([['finance', finance]]) });
    receipt = {
      number: says.number,
      noticeCode: says.notice,
      payee: { zh: '鄞州区财政局', en: 'Finance Bureau' },
      provider: 'wechat-pay',
      issuedAt: new Date(says.issuedAt),
      lines: [
        {
          revenueCode: '103049901',
          name: { zh: '专业考试费', en: 'Professional examination fee' },
          legalBasis: 'Fee schedule for accounting examinations',
          amountMinor: 123456000n,
        },
        {
          revenueCode: '103049901',
          name: { zh: '滞纳金', en: 'Late fee' },
          legalBasis: null,
          amountMinor: 789n,
        },
      ],
      amountMinor: 123456789n,
      currency: 'CNY',
      signed: await signer.sign(says),
    };
    pdf = await printer.print(receipt);
  });

  it('has a QR code with the signed receipt, verified by the published keys', async () => {
    const scanned = scan(pdf);
    expect(scanned).toBe(receipt.signed);
    expect(await verifyReceipt(scanned, keys)).toEqual(says);
  });

  it('has the signed receipt attached', async () => {
    expect(await verifyReceipt(embeddedReceipt(pdf)!, keys)).toEqual(says);
  });

  it('is not verified if the receipt was altered before printing', async () => {
    const jws = JSON.parse(receipt.signed) as { payload: string };
    const payload = Buffer.from(JSON.stringify({ ...says, amountMinor: '1' })).toString('base64url');
    const forged = await printer.print({ ...receipt, signed: JSON.stringify({ ...jws, payload }) });
    await expect(verifyReceipt(scan(forged), keys)).rejects.toThrow('not signed by the treasury');
    await expect(verifyReceipt(embeddedReceipt(forged)!, keys)).rejects.toThrow('not signed by the treasury');
  });

  it('shows payee, payer’s method, time, amounts and signers', () => {
    expect(textOf(pdf)).toEqual(
      expect.arrayContaining([
        says.number,
        '¥1,234,567.89',
        '鄞州区财政局　Finance Bureau',
        '3301 0210 3000 0000 0017',
        // In Beijing it is the next day.
        '2026-01-02 00:30:00',
        '微信支付　WeChat Pay',
        '103049901',
        '专业考试费　Professional examination fee',
        'Fee schedule for accounting examinations',
        '1,234,560.00',
        '滞纳金　Late fee',
        '7.89',
        ...keys.keys.map(({ kid }) => kid),
      ]),
    );
  });

  it('is the same bytes each time, and small', async () => {
    expect((await printer.print(receipt)).equals(pdf)).toBe(true);
    expect(pdf.length).toBeLessThan(100_000);
  });

  it('has room for the largest notice', async () => {
    const [line] = receipt.lines;
    const long = {
      ...line!,
      legalBasis: 'Provincial fee schedule, '.repeat(20),
      name: { zh: '费'.repeat(60), en: null },
    };
    const full = await printer.print({ ...receipt, lines: Array(21).fill(long) });
    expect(full.toString('latin1').match(/\/Type \/Page\n/g)).toHaveLength(1);
    expect(scan(full)).toBe(receipt.signed);
    expect(full.length).toBeLessThan(100_000);
  });

  it('has room for the longest name of a payee', async () => {
    const long = await printer.print({ ...receipt, payee: { zh: '局'.repeat(200), en: null } });
    expect(long.toString('latin1').match(/\/Type \/Page\n/g)).toHaveLength(1);
    expect(long.toString('latin1')).not.toContain('[0 0 419.53 595.28]');
    expect(textOf(long)).toEqual(
      expect.arrayContaining(textOf(pdf).filter((text) => /\d{4} \d{4}/.test(text))),
    );
  });

  it('has XML metadata that a name cannot break', async () => {
    const payee = { zh: 'Parks & Gardens</rdf:li><rdf:li>Treasury', en: null };
    const text = (await printer.print({ ...receipt, payee })).toString('utf8');
    expect(/<dc:creator>[\s\S]*?<\/dc:creator>/.exec(text)?.[0].replace(/\s+/g, '')).toBe(
      '<dc:creator><rdf:Seq><rdf:li>Parks＆Gardens＜/rdf:li＞＜rdf:li＞Treasury</rdf:li></rdf:Seq></dc:creator>',
    );
  });

  it('is printed even after a failed one', async () => {
    const broken = { ...receipt, issuedAt: new Date(Number.NaN) };
    await expect(printer.print(broken)).rejects.toThrow();
    expect((await printer.print(receipt)).equals(pdf)).toBe(true);
  });

  describe('civic receipt verify', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'civic-graph-receipt-'));
      await writeFile(join(folder, 'jwks.json'), JSON.stringify(keys));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const program = fileURLToPath(new URL('../../../../../packages/cli/bin/civic.mjs', import.meta.url));
    const run = async (file: Buffer) => {
      const receipt = join(folder, 'receipt.pdf');
      await writeFile(receipt, file);
      const published = join(folder, 'jwks.json');
      const flags = [program, 'receipt', 'verify', '--keys', published, receipt];
      return await new Promise<[number | null, string, string]>((resolve) => {
        const child = execFile(process.execPath, flags, (_error, stdout, stderr) =>
          resolve([child.exitCode, stdout, stderr]),
        );
      });
    };

    it('verifies the file', async () => {
      expect(await run(pdf)).toEqual([0, `${JSON.stringify(says, null, 2)}\n`, '']);
    });

    it('finds no receipt in another file', async () => {
      const [code, , said] = await run(Buffer.from('%PDF-1.7\n%%EOF'));
      expect([code, said]).toEqual([1, expect.stringContaining('no receipt is attached')]);
    });
  });
});

it.each([
  ['no PDF', ''],
  ['a broken one', '/Type /EmbeddedFile\n/Length 4\n/Filter /FlateDecode\n>>\nstream\nabcd'],
])('nothing is taken from %s', (_what, text) => {
  expect(embeddedReceipt(Buffer.from(text))).toBeNull();
});

it('rejects a file whose every line begins like a receipt, in linear time', () => {
  const since = performance.now();
  expect(embeddedReceipt(Buffer.from('/Type /EmbeddedFile\n'.repeat(40_000)))).toBeNull();
  // Quadratic search took minutes.
  expect(performance.now() - since).toBeLessThan(10_000);
});

it('a name or a legal basis is one line, whatever it contains', () => {
  const hostile = '\u202eFee\n\n合计\u2028Total\u0007 ';
  const row = { agency: 'finance', notice_code: says.notice, currency: 'CNY', amount_minor: '100' };
  const { lines, payee } = printedReceipt({
    receipt: {
      ...row,
      number: says.number,
      payment_id: 'p',
      payer_key: 'k',
      issued_at: new Date(says.issuedAt),
      signed: '',
    },
    unit: {
      agency: 'finance',
      number: '103',
      refund_limit_minor: '0',
      name_zh: '\u202e\n',
      name_en: hostile,
    },
    provider: 'test',
    part: { position_minor: '0' },
    items: [{ ...row, line: 1, revenue_code: '103', legal_basis: hostile }],
    revenueCodes: new Map([['103', { code: '103', name: hostile, parent: null, name_zh: null }]]),
  });
  const plain = 'Fee 合计 Total';
  expect(payee).toEqual({ zh: plain, en: null });
  expect(lines).toMatchObject([{ name: { zh: plain, en: null }, legalBasis: plain }]);
});

it('rejects a file with two receipts', () => {
  const one = '/Type /EmbeddedFile\n/Length 4\n/Filter /FlateDecode\n>>\nstream\nabcd\nendstream\n';
  expect(embeddedReceipt(Buffer.from(one + one))).toBeNull();
});
