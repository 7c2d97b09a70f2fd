import { command, group } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import { lineOf } from '../secrets/generate-secrets.ts';
import type { WrittenSecrets } from '../secrets/write-secrets.ts';

const generate = command({
  usage: 'generate',
  summary: 'Generate every secret of a production deployment',
  example: 'secrets generate --agencies transport,finance --env-file .env',
  exits: '0 generated; with --folder, existing files stay',
  options: (yargs) =>
    yargs
      .option('agencies', {
        type: 'string',
        demandOption: true,
        describe: 'Ids of the agencies that collect money, separated by commas',
      })
      .option('env-file', {
        type: 'string',
        describe:
          'Environment file, such as a copy of deploy/production.env.example, whose empty secrets are filled in',
      })
      .conflicts('env-file', 'folder')
      .option('folder', {
        type: 'string',
        describe:
          'Folder for one file per secret, as NAME_FILE reads it; default prints lines of an .env file',
      }),
  async run({ agencies: list, folder, envFile }, { print, note }) {
    const agencies = list.split(',').map((id) => id.trim());
    if (!agencies.every((id) => /^[a-z][a-z0-9-]*$/.test(id))) {
      throw new CommandError('--agencies: must be agency ids separated by commas, e.g. transport,finance');
    }
    const { generateSecrets } = await import('../secrets/generate-secrets.ts');
    const secrets = generateSecrets(agencies);
    const never = secrets.filter(({ rotation }) => rotation === 'never');
    const tell = ({ written, kept }: WrittenSecrets, done: string) => {
      for (const name of written) print(`${name}: ${done}\n`);
      for (const name of kept) print(`${name}: already exists; unchanged\n`);
      return { exitCode: exitCode.done, json: { written, kept } };
    };
    const { fillSecrets, writeSecrets } = await import('../secrets/write-secrets.ts');
    if (envFile !== undefined) return tell(await fillSecrets(envFile, secrets), 'filled in');
    if (folder === undefined) {
      for (const secret of secrets)
        print(`${lineOf(secret)}
`);
      note(`keep a copy of ${never.map(({ name }) => name).join(', ')}: they must never change`);
      const json = Object.fromEntries(secrets.map(({ name, value }) => [name, value]));
      return { exitCode: exitCode.done, json };
    }
    return tell(await writeSecrets(folder, secrets), 'written');
  },
});

const list = command({
  usage: 'list',
  summary: 'Show how each secret is rotated, and which must never change',
  example: 'secrets list',
  exits: '0 listed',
  options: (yargs) => yargs,
  async run(_, { print }) {
    const { productionSecrets } = await import('../secrets/production-secrets.ts');
    const words = { never: 'never', 'two-values': 'two values', restart: 'restart' } as const;
    for (const { name, rotation, because } of productionSecrets) {
      print(`${name.padEnd(34)}${words[rotation].padEnd(12)}${because}\n`);
    }
    return { exitCode: exitCode.done, json: { secrets: productionSecrets } };
  },
});

export const secrets = group('secrets', 'Secrets of a production deployment', [generate, list]);
