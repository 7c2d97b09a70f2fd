import { command, group } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { csvLine } from '../csv.ts';
import { exitCode } from '../exit-codes.ts';
import { explainConnection } from '../explain-connection.ts';
import { readNamedText } from '../read-file.ts';
import { requiredVariable } from '../required-variable.ts';

const variable = 'DATABASE_URL_PAYMENTS';

const issue = command({
  usage: 'issue [file]',
  summary: `Issue the notices of a file into ${variable} and print a CSV report`,
  example: 'notices issue fines.csv --agency traffic-police > report.csv',
  exits: '0 all rows are issued; 1 some rows are bad, the others are issued',
  options: (yargs) =>
    yargs
      // Optional in the grammar, so that `--file FILE` of the earlier npm script is still accepted.
      .positional('file', { type: 'string', describe: 'CSV or JSON file, one notice per row' })
      .option('agency', { type: 'string', demandOption: true, describe: 'Issuing agency' })
      .epilogue(
        'Set ADDRESSEE_SECRET as for the payments service. Issuing the same file again creates no duplicates.',
      ),
  async run({ agency, file }, { env, now, print, note }) {
    const format = formatOf(file ?? '');
    const databaseUrl = requiredVariable(env, variable);
    const secret = requiredVariable(env, 'ADDRESSEE_SECRET');
    const content = await readNamedText(file ?? '');
    const { issueNoticesFile } = await import('@civic-graph/payments/commands/issue-notices');
    const request = { databaseUrl, secret, agency, format, content, clock: now };
    const rows: object[] = [];
    const started = now().getTime();
    print('row,reference,code,problem\n');
    const counts = await explainConnection(variable, () =>
      issueNoticesFile(request, (batch) => {
        rows.push(...batch);
        for (const { row, reference, code, problem } of batch)
          print(csvLine([row, reference, code, problem]));
      }),
    );
    const { issued, issuedBefore, bad } = counts;
    const seconds = ((now().getTime() - started) / 1_000).toFixed(1);
    note(`${issued} issued, ${issuedBefore} issued before, ${bad} bad, in ${seconds} s`);
    return { exitCode: bad === 0 ? exitCode.done : exitCode.negative, json: { ...counts, rows } };
  },
});

function formatOf(file: string): 'csv' | 'json' {
  if (file.endsWith('.csv')) return 'csv';
  if (file.endsWith('.json')) return 'json';
  throw new CommandError('FILE: name a file that ends in .csv or .json; run: npx civic notices issue --help');
}

export const notices = group('notices', 'Issue notices', [issue]);
