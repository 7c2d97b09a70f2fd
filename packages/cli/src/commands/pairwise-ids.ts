import { command } from '../command.ts';
import { csvLine } from '../csv.ts';
import { exitCode } from '../exit-codes.ts';
import { explainConnection } from '../explain-connection.ts';
import { readNamedText } from '../read-file.ts';
import { requiredVariable } from '../required-variable.ts';

const variable = 'DATABASE_URL_IDENTITY';

/** Identity numbers are class C4: the report identifies each by its line only. */
export const pairwiseIds = command({
  usage: 'pairwise-ids',
  summary: "Print an agency's pairwise identifiers of people, as CSV",
  example: 'pairwise-ids --agency traffic-police --file numbers.txt > ids.csv',
  exits: '0 every number is known; 1 some are unknown',
  options: (yargs) =>
    yargs
      .option('agency', { type: 'string', demandOption: true, describe: 'Agency that will use them' })
      .option('file', {
        type: 'string',
        demandOption: true,
        describe: 'Text file with a resident identity number on each line',
      })
      .epilogue(`Reads ${variable}. Set ADDRESSEE_SECRET as for the payments service.`),
  async run({ agency, file }, { env, print }) {
    const databaseUrl = requiredVariable(env, variable);
    const secret = requiredVariable(env, 'ADDRESSEE_SECRET');
    const idNumbers = (await readNamedText(file)).trimEnd().split(/\r?\n/);
    const commands = await import('@civic-graph/identity/commands/pairwise-ids');
    const lines: object[] = [];
    let unknown = 0;
    await explainConnection(variable, async () => {
      for await (const batch of commands.pairwiseIds({ databaseUrl, secret, agency, idNumbers })) {
        // After the first batch, so that a failure to connect prints no result.
        if (lines.length === 0) print('line,addressee,problem\n');
        for (const { line, ...found } of batch) {
          const [addressee, problem] = 'addressee' in found ? [found.addressee, null] : [null, found.problem];
          if (problem !== null) unknown += 1;
          lines.push({ line, addressee, problem });
          print(csvLine([line, addressee, problem]));
        }
      }
    });
    return { exitCode: unknown === 0 ? exitCode.done : exitCode.negative, json: { agency, lines } };
  },
});
