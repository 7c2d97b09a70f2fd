import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { JSONWebKeySet } from 'jose';
import { embeddedReceipt } from './receipt/pdf/embedded-receipt.ts';
import { ReceiptInvalid, verifyReceipt } from './receipt/verify-receipt.ts';

/*
 * npm run --silent verify-receipt -- --keys jwks.json [--treasury-alone] RECEIPT
 *
 * Verifies a receipt (the text of Receipt.signed, which is what its QR code says; or the PDF, by the name of
 * a file that ends with .pdf) against keys that were fetched from /receipts/jwks.json at any time, without
 * the network, and prints what it says. Exits with 1 where the treasury or the agency that was paid has not
 * signed it, and says which. --treasury-alone takes receipts from before agencies signed.
 */
const usage =
  'usage: npm run --silent verify-receipt -- --keys jwks.json [--treasury-alone] RECEIPT|FILE.pdf\n';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      'treasury-alone': { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  const [receipt] = positionals;
  if (values.help) {
    process.stderr.write(usage);
    process.exit(0);
  }
  if (values.keys === undefined || receipt === undefined) throw new RangeError('which keys, which receipt?');
  const keys = JSON.parse(await readFile(values.keys, 'utf8')) as JSONWebKeySet;
  const says = await verifyReceipt(await signedText(receipt), keys, {
    treasuryAlone: values['treasury-alone'],
  });
  process.stdout.write(`${JSON.stringify(says, null, 2)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (!(error instanceof ReceiptInvalid)) process.stderr.write(usage);
  process.exitCode = error instanceof ReceiptInvalid ? 1 : 2;
}

/** What is verified is what is attached to a PDF; nothing says that its page shows the same. */
async function signedText(receipt: string): Promise<string> {
  if (!receipt.toLowerCase().endsWith('.pdf')) return receipt;
  const signed = embeddedReceipt(await readFile(receipt));
  if (signed === null)
    throw new ReceiptInvalid('no receipt is attached to this file: give the text of its QR code');
  return signed;
}
