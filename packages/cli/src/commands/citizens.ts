import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { command, group } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { csvLine } from '../csv.ts';
import { exitCode } from '../exit-codes.ts';
import { explainConnection } from '../explain-connection.ts';
import { explainTables, ownerUrl } from '../owner-database.ts';

const variable = 'DATABASE_OWNER_URL_IDENTITY';
const rowsPerRemark = 100_000;

/** The report names rows and columns only, because every value is personal data. */
const importFile = command({
  usage: 'import <file>',
  summary: `Add and update people of the civil registry (${variable}) from a CSV file`,
  example: 'citizens import residents.csv --source civil-affairs > bad-rows.csv',
  exits: '0 all rows are stored; 1 some rows are bad, the others are stored',
  options: (yargs) =>
    yargs
      .positional('file', {
        type: 'string',
        demandOption: true,
        describe: 'CSV file in UTF-8, with a header',
      })
      .option('source', {
        type: 'string',
        demandOption: true,
        describe: 'Agency that vouches for the facts',
      })
      .epilogue(
        'Columns: id_number, and any of assurance, name, birth_date, region, address, phone, email. An empty cell changes nothing, people who are not in the file stay, and importing the same file again changes nothing.',
      ),
  async run({ file, source }, { env, now, print, note }) {
    const url = await ownerUrl(env, 'IDENTITY');
    const { importCitizens, UnreadableResidents } = await import(
      '@civic-graph/identity/commands/import-citizens'
    );
    const rows: object[] = [];
    let remarked = 0;
    const request = { ownerUrl: url, file: await openFile(file), source, confirmedAt: now() };
    try {
      const importing = () =>
        importCitizens(request, (bad, { added, changed, unchanged }) => {
          if (rows.length === 0 && bad.length > 0) print('row,problem\n');
          rows.push(...bad);
          for (const { row, problem } of bad) print(csvLine([row, problem]));
          const stored = added + changed + unchanged;
          if (stored < remarked + rowsPerRemark) return;
          remarked = stored;
          note(`${stored} rows stored`);
        });
      const counts = await explainConnection(variable, () => explainTables(importing));
      const { added, changed, unchanged, bad } = counts;
      note(`${added} added, ${changed} changed, ${unchanged} unchanged, ${bad} bad`);
      return { exitCode: bad === 0 ? exitCode.done : exitCode.negative, json: { ...counts, rows } };
    } catch (error) {
      if (error instanceof UnreadableResidents) {
        throw new CommandError(
          `${file}: ${error.message}; rows before it are stored. Fix the file, then run the command again`,
        );
      }
      throw error;
    }
  },
});

/** Opened first, so that a wrong path is found before anything else happens. */
async function openFile(path: string): Promise<Readable> {
  try {
    return (await open(path)).createReadStream();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new CommandError(`${path} cannot be read (${reason}); name a file that exists`);
  }
}

export const citizens = group('citizens', 'Load the civil registry', [importFile]);
