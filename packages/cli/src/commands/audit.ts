import { createPublicKey } from 'node:crypto';
import { command, group } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import { withDataFolders } from '../journals/with-data-folders.ts';
import { printable } from '../printable.ts';
import { readNamedText } from '../read-file.ts';

const exits = { whole: exitCode.done, broken: exitCode.negative, unproved: exitCode.undecided } as const;

/** docs/how-to/verify-access-records.md explains the options and what the verdict proves. */
const verify = command({
  usage: 'verify [data-dir..]',
  summary: "Verify the gateways' journals of access to personal data",
  example: 'audit verify .data --witness https://identity.city.example --witness-key witness.pem',
  exits: '0 intact and checked; 1 something is wrong; 3 nothing wrong found, but not everything checked',
  lists: ['data-dir', 'dataDir', 'chain'],
  options: (yargs) =>
    yargs
      .positional('data-dir', {
        type: 'string',
        array: true,
        describe:
          'Data folders of the gateways, or nats://HOST for gateways without a disk; default is AUDIT_NATS_URL, else DATA_DIR',
      })
      .option('checkpoints', {
        type: 'string',
        describe: 'Second location of the checkpoints; default is AUDIT_CHECKPOINTS',
      })
      .option('chain', { type: 'string', array: true, describe: 'Chain to verify; default is all' })
      .option('witness', {
        type: 'string',
        describe: 'URL of the identity service, or none; default is AUDIT_WITNESS, else the running demo',
      })
      .option('witness-key', {
        type: 'string',
        describe: 'PEM file with its public key; default is AUDIT_WITNESS_KEY_FILE',
      }),
  async run(options, { env, now, print }) {
    const { verifyFolders } = await import('@civic-graph/audit');
    const request = {
      checkpoints: options.checkpoints ?? env.AUDIT_CHECKPOINTS,
      chains: options.chain ?? [],
      witness: options.witness ?? env.AUDIT_WITNESS,
      witnessKeyFile: options.witnessKey ?? env.AUDIT_WITNESS_KEY_FILE,
      now: now(),
      fetch,
    };
    const { outcome, lines } = await withDataFolders(options.dataDir ?? [], env, (folders) =>
      verifyFolders({ ...request, folders }),
    ).catch((error: unknown) => {
      throw error instanceof Error ? new CommandError(error.message) : error;
    });
    print(`${lines.join('\n')}\n`);
    return { exitCode: exits[outcome], json: { outcome, findings: lines } };
  },
});

const proofFaults = {
  'wrong-chain': 'the checkpoint is of another chain',
  'wrong-hash': 'the chain from this entry does not end in the signed head',
  'wrong-signature': 'the key has not signed the checkpoint',
} as const;

/** Anybody can make a proof with a key of their own. */
const unknownKey =
  'not checked: whose key this is. Compare it with publicKey of the chain at /access-witness of the identity service, or name the gateway’s key with --key';

/** A proof of one entry, as a citizen downloads it at /me. */
const proof = command({
  usage: 'proof <file>',
  summary: 'Verify the proof of one access record',
  example: 'audit proof proof-gateway-17.json --key gateway.pem',
  exits:
    '0 the entry is in the signed chain; 1 it is not; 2 the file is not a proof; 3 it is in a chain, but without --key anybody may have signed it',
  options: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'The downloaded proof' })
      .option('key', {
        type: 'string',
        describe:
          'PEM file with the public key of the gateway, from elsewhere; default is the key in the proof, which proves nothing by itself',
      }),
  async run({ file, key }, { print, note }) {
    const { readProof, verifyProof } = await import('@civic-graph/audit');
    const read = parseProof(await readNamedText(file), readProof);
    const publicKey = key === undefined ? read.publicKey : await readNamedText(key);
    const verdict = verifyProof({ ...read, publicKey });
    const { number, checkpoint } = read;
    // Terminal control characters in a forged proof could hide that its key is not the gateway's.
    const [chain, entry] = [printable(read.chain), printable(read.entry)];
    const usedKey = pemOf(publicKey);
    print(
      verdict.kind === 'holds'
        ? `${chain} ${number} ${verdict.hash}: in the chain that was signed at ${checkpoint.time}\n${entry}\n${usedKey}`
        : `${chain} ${number}: ${proofFaults[verdict.kind]}\n`,
    );
    const isUnproved = verdict.kind === 'holds' && key === undefined;
    if (isUnproved) note(unknownKey);
    const json = { chain: read.chain, number, entry: read.entry, signedAt: checkpoint.time };
    return {
      exitCode: isUnproved
        ? exitCode.undecided
        : verdict.kind === 'holds'
          ? exitCode.done
          : exitCode.negative,
      json: { outcome: verdict.kind, isKeyKnown: key !== undefined, ...json, publicKey: usedKey },
    };
  },
});

/** Only the key that was used: the text may have others, or words, around it. */
function pemOf(text: string): string | null {
  try {
    return createPublicKey(text).export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    return null;
  }
}

function parseProof<Proof>(text: string, read: (value: unknown) => Proof): Proof {
  try {
    return read(JSON.parse(text));
  } catch {
    throw new CommandError('The file is not a proof of an access record. Download it again at /me.');
  }
}

export const audit = group('audit', 'Verify the records of access to personal data', [verify, proof]);
