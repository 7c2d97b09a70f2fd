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

export const demo = group('demo', 'Inspect the running demo', [databaseUrl]);
