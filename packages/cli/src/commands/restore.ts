import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import { command, group } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { agenciesIn, type Restorable, readStandingOf, restorable } from '../restore/read-standing-of.ts';

const evidence = <Options>(yargs: Argv<Options>) =>
  yargs
    .option('journal', {
      type: 'string',
      array: true,
      describe: 'Data folder of a gateway; repeat it for every gateway. Default is DATA_DIR',
    })
    .option('marks', {
      type: 'string',
      describe: 'Folder of DATABASE_MARKS; default is that variable, else DATA_DIR/marks',
    });

interface Evidence {
  readonly journal?: readonly string[] | undefined;
  readonly marks?: string | undefined;
}

async function readEvidence({ journal = [], marks }: Evidence, env: Host['env']) {
  const { readJournals } = await import('@civic-graph/audit');
  const data = env.DATA_DIR ?? '.data';
  const journals = readJournals(journal.length > 0 ? journal : [data]);
  const broken = journals.find(({ brokenAt }) => brokenAt !== null);
  if (broken !== undefined) {
    throw new CommandError(
      `--journal: entry ${broken.brokenAt} of ${broken.chain} cannot be read; run: npx civic audit verify`,
    );
  }
  return { journals, marks: resolve(marks ?? env.DATABASE_MARKS ?? `${data}/marks`) };
}

const check = command({
  usage: 'check [agency..]',
  summary: 'Say whether databases were restored, and what that implies',
  example: 'restore check --journal /backup/gateway-1 --journal /backup/gateway-2',
  exits: '0 no database was restored; 1 a restore must be finished',
  lists: ['agency', 'journal'],
  options: (yargs) =>
    evidence(
      yargs.positional('agency', {
        type: 'string',
        array: true,
        choices: restorable,
        describe: 'Service; default is every service whose database URL is set',
      }),
    ).epilogue('Reads DATABASE_OWNER_URL_… or DATABASE_URL_…. Changes nothing.'),
  async run({ agency = [], ...options }, { env, print }) {
    const { consequencesOf } = await import('../restore/describe-losses.ts');
    const { journals, marks } = await readEvidence(options, env);
    const checked: unknown[] = [];
    let isRestored = false;
    for (const [name, url] of await agenciesIn(env, agency)) {
      const found = await readStandingOf(name, url, marks);
      const { restored, epoch, backupAt } = found;
      if (restored === null) {
        print(`${name}: as its service left it\n`);
        checked.push({ agency: name, restored: false, epoch });
        continue;
      }
      isRestored = true;
      const { lines, losses } = await consequencesOf(found, journals);
      print(
        `${name}: RESTORED: ${restored}; the last mark is from ${backupAt?.toISOString() ?? 'an unknown time'}\n`,
      );
      print(`${lines.map((line) => `  ${line}\n`).join('')}`);
      print(`  then run: npx civic restore finish ${name}\n`);
      checked.push({ agency: name, restored: true, reason: restored, epoch, backupAt, losses });
    }
    return { exitCode: isRestored ? exitCode.negative : exitCode.done, json: { databases: checked } };
  },
});

const finish = command({
  usage: 'finish <agency>',
  summary: 'Apply what a restore implies, so that the service starts again',
  example: 'restore finish payments',
  exits: '0 finished',
  lists: ['journal'],
  options: (yargs) =>
    evidence(
      yargs.positional('agency', {
        type: 'string',
        demandOption: true,
        choices: restorable,
        describe: 'Service',
      }),
    )
      .option('without-statements', {
        type: 'boolean',
        describe: 'payments: start even if a provider does not answer; the hourly reconciliation catches up',
      })
      .option('without-journal', {
        type: 'boolean',
        describe:
          'identity: finish without a journal; consents withdrawn since the backup are in force again',
      })
      .epilogue('Needs DATABASE_OWNER_URL_…, and a stopped service. Run restore check first.'),
  async run({ agency, withoutStatements, withoutJournal, ...options }, { env, now, print }) {
    const { journals, marks } = await readEvidence(options, env);
    const [url] = [...(await agenciesIn(env, [agency])).values()];
    if (url === undefined)
      throw new CommandError(
        `${agency}: its database is not known; set DATABASE_OWNER_URL_${agency.toUpperCase()}`,
      );
    const { restored, remembered } = await readStandingOf(agency, url, marks);
    if (restored === null) {
      print(`${agency}: as its service left it; nothing to finish\n`);
      return { exitCode: exitCode.done, json: { agency, finished: false } };
    }
    if (agency === 'identity' && journals.length === 0 && withoutJournal !== true) {
      throw new CommandError(
        '--journal: no gateway journal was found, so withdrawn consents are unknown; name the data folders, or accept the loss with --without-journal',
      );
    }
    const order = { ownerUrl: url, remembered, now: now() };
    const finished = await finishOne(agency, {
      ...order,
      journals,
      withStatements: withoutStatements !== true,
    });
    for (const { sequence, from, to } of finished.jumped) print(`${sequence}: ${from} -> ${to}\n`);
    print(
      `${agency}: finished; start the service, then run: npx civic ledger verify, npx civic audit verify\n`,
    );
    return { exitCode: exitCode.done, json: { agency, finished: true, ...finished } };
  },
});

interface FinishOrder {
  readonly ownerUrl: string;
  readonly remembered: import('@civic-graph/subgraph-kit').Mark | null;
  readonly journals: readonly import('@civic-graph/audit').JournalState[];
  readonly withStatements: boolean;
  readonly now: Date;
}

async function finishOne(agency: Restorable, order: FinishOrder) {
  if (agency === 'identity') {
    const { finishIdentity } = await import('@civic-graph/identity/commands/restore');
    return finishIdentity(order);
  }
  if (agency === 'payments') {
    const { finishPayments } = await import('@civic-graph/payments/commands/restore');
    return finishPayments(order);
  }
  const { finishRegistry } = await import('@civic-graph/registry/commands/restore');
  return finishRegistry(order.ownerUrl, order.remembered, order.now);
}

export const restore = group('restore', 'Bring services back after their databases were restored', [
  check,
  finish,
]);
