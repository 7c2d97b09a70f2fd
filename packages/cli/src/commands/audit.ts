import { command, group } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';

const exits = { whole: exitCode.done, broken: exitCode.negative, unproved: exitCode.undecided } as const;

/** docs/how-to/verify-access-records.md explains the options and what the verdict proves. */
const verify = command({
  usage: 'verify [data-dir..]',
  summary: "Verify the gateways' journals of access to personal data",
  example: 'audit verify .data --witness https://identity.city.example --witness-key witness.pem',
  exits: '0 whole and checked; 1 something is wrong; 3 nothing wrong found, but not everything checked',
  lists: ['data-dir', 'dataDir', 'chain'],
  options: (yargs) =>
    yargs
      .positional('data-dir', {
        type: 'string',
        array: true,
        describe: 'Data folders of the gateways; default is DATA_DIR',
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
    const named = options.dataDir ?? [];
    const request = {
      folders: named.length > 0 ? named : [env.DATA_DIR ?? '.data'],
      checkpoints: options.checkpoints ?? env.AUDIT_CHECKPOINTS,
      chains: options.chain ?? [],
      witness: options.witness ?? env.AUDIT_WITNESS,
      witnessKeyFile: options.witnessKey ?? env.AUDIT_WITNESS_KEY_FILE,
      now: now(),
      fetch,
    };
    const { outcome, lines } = await verifyFolders(request).catch((error: unknown) => {
      throw error instanceof Error ? new CommandError(error.message) : error;
    });
    print(`${lines.join('\n')}\n`);
    return { exitCode: exits[outcome], json: { outcome, findings: lines } };
  },
});

export const audit = group('audit', 'Verify the records of access to personal data', [verify]);
