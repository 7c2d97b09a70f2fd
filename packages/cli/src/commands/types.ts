import { command } from '../command.ts';
import { exitCode } from '../exit-codes.ts';

export const types = command({
  usage: 'types <operations>',
  summary: "Write the TypeScript types of an app's operations",
  example: 'types src --out src/civic --schema http://127.0.0.1:4000/graphql',
  exits: '0 written; 1 an operation does not fit the schema',
  options: (yargs) =>
    yargs
      .positional('operations', {
        type: 'string',
        demandOption: true,
        describe: 'Folder with the operations in .graphql files',
      })
      .option('out', { type: 'string', demandOption: true, describe: 'Folder to write to' })
      .option('schema', {
        type: 'string',
        default: 'http://127.0.0.1:4000/graphql',
        describe: 'Address of a gateway, or an SDL file',
      })
      .option('token', {
        type: 'string',
        describe:
          'Access token for the gateway, which shows each caller the fields that it may read; default is CIVIC_TOKEN, which no list of processes shows',
      }),
  async run({ operations, out, schema: place, token: given }, { env, print, note }) {
    const { readOperations, problemsIn } = await import('../types/read-operations.ts');
    const { loadSchema } = await import('../types/load-schema.ts');
    const token = given ?? (env.CIVIC_TOKEN || undefined);
    const files = await readOperations(operations);
    const schema = await loadSchema(place, { token, fetch });
    const problems = problemsIn(files, schema);
    if (problems.length > 0) {
      for (const problem of problems) note(problem);
      if (token === undefined && place.startsWith('http'))
        note(
          'A gateway shows a field only to those who may read it; set CIVIC_TOKEN, or give an SDL file as --schema.',
        );
      return { exitCode: exitCode.negative, json: { problems } };
    }
    const { generateTypes, writeAll } = await import('../types/generate-types.ts');
    const made = await generateTypes(schema, files);
    await writeAll(out, made);
    const names = [...made.keys()];
    print(`Written to ${out}: ${names.join(', ')}\n`);
    return { exitCode: exitCode.done, json: { out, files: names } };
  },
});
