import { command, group } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import { readNamed, readNamedText } from '../read-file.ts';

const verify = command({
  usage: 'verify <receipt>',
  summary: 'Verify a receipt against published keys, without the network, and print its content',
  example: 'receipt verify receipt.pdf --keys jwks.json',
  exits: '0 genuine; 1 a signature of the treasury or of the paid agency is missing or wrong',
  options: (yargs) =>
    yargs
      .positional('receipt', {
        type: 'string',
        demandOption: true,
        describe: 'Text of Receipt.signed or of the QR code, or a file that ends in .pdf',
      })
      .option('keys', {
        type: 'string',
        demandOption: true,
        describe: 'File with the keys of /receipts/jwks.json, fetched at any time',
      })
      .option('treasury-alone', {
        type: 'boolean',
        default: false,
        describe: 'Accept older receipts, which only the treasury signed',
      }),
  async run({ receipt: given, keys: file, treasuryAlone }, { print }) {
    const { ReceiptInvalid, receiptInPdf, verifyReceipt } = await import(
      '@civic-graph/payments/commands/verify-receipt'
    );
    const keys = await readKeys(file);
    try {
      const isPdf = given.toLowerCase().endsWith('.pdf');
      const signed = isPdf ? receiptInPdf(await readNamed(given)) : given;
      const content = await verifyReceipt(signed, keys, { treasuryAlone });
      print(`${JSON.stringify(content, null, 2)}\n`);
      return { exitCode: exitCode.done, json: content };
    } catch (error) {
      if (!(error instanceof ReceiptInvalid)) throw error;
      throw new CommandError(error.message, exitCode.negative);
    }
  },
});

async function readKeys(file: string): Promise<import('jose').JSONWebKeySet> {
  const text = await readNamedText(file);
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`--keys: ${file} is not JSON; fetch it from /receipts/jwks.json`);
  }
}

export const receipt = group('receipt', 'Verify receipts', [verify]);
