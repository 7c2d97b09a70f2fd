import { command, group } from '../command.ts';
import { exitCode } from '../exit-codes.ts';
import { refusedByDemo } from '../refused-by-demo.ts';

const agencies = ['identity', 'payments', 'registry'] as const;

/** Prints only the URL to standard output, for use in `$(…)`. */
const databaseUrl = command({
  usage: 'database-url <agency>',
  summary: 'Print the database URL of an agency in the demo that uses DATA_DIR',
  example: 'demo database-url payments',
  exits: '0 the URL is printed; 1 no demo runs',
  options: (yargs) =>
    yargs.positional('agency', { choices: agencies, demandOption: true, describe: 'Agency with a database' }),
  async run({ agency }, { env, print }) {
    const { readConfig, runningDatabaseUrl } = await import('@civic-graph/launcher');
    const url = await refusedByDemo(() => runningDatabaseUrl(readConfig(env), agency, env));
    print(`${url}\n`);
    return { exitCode: exitCode.done, json: { agency, url } };
  },
});

/** Prints only the key to standard output, for use in `$(…)`. */
const gatewayKey = command({
  usage: 'gateway-key',
  summary: 'Print the public key that verifies calls of the demo’s gateway',
  example: 'demo gateway-key',
  exits: '0 the key is printed; 1 no demo was started',
  options: (yargs) => yargs.epilogue('Set GATEWAY_PUBLIC_KEY of a subgraph to it.'),
  async run(_, { env, print }) {
    const { gatewayPublicKey, readConfig } = await import('@civic-graph/launcher');
    const publicKey = await refusedByDemo(() => gatewayPublicKey(readConfig(env), env));
    print(`${publicKey}\n`);
    return { exitCode: exitCode.done, json: { publicKey } };
  },
});

export const demo = group('demo', 'Inspect the running demo', [databaseUrl, gatewayKey]);
