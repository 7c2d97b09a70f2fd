import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import { command, group } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { withDataFolders } from '../journals/with-data-folders.ts';
import { agenciesIn, type Restorable, readStandingOf, restorable } from '../restore/read-standing-of.ts';

const evidence = <Options>(yargs: Argv<Options>) =>
  yargs
    .option('journal', {
      type: 'string',
      array: true,
      describe:
        'Data folder of a gateway, repeated for every gateway, or nats://HOST. Default is AUDIT_NATS_URL, else DATA_DIR',
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
  const journals = await withDataFolders(journal, env, async (folders) => readJournals(folders));
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
  summary: 'Check whether databases were restored, and what that implies',
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
        print(`${name}: not restored\n`);
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
          'identity: finish although journals are missing; consents withdrawn since the backup may be in force again',
      })
      .option('although-unnoticed', {
        type: 'boolean',
        describe: 'Finish a restore that no mark shows, such as that of a snapshot without the marks',
      })
      .epilogue('Needs DATABASE_OWNER_URL_…, and a stopped service. Run restore check first.'),
  async run(
    { agency, withoutStatements, withoutJournal, althoughUnnoticed, ...options },
    { env, now, print },
  ) {
    const { journals, marks } = await readEvidence(options, env);
    const [url] = [...(await agenciesIn(env, [agency])).values()];
    if (url === undefined)
      throw new CommandError(
        `${agency}: its database is not known; set DATABASE_OWNER_URL_${agency.toUpperCase()}`,
      );
    const { restored, remembered, needsFollowUp } = await readStandingOf(agency, url, marks);
    if (restored === null && althoughUnnoticed !== true) {
      if (needsFollowUp && withoutStatements === true) {
        const { startWithoutStatements } = await import('@civic-graph/payments/commands/restore');
        await startWithoutStatements(url);
        print(`${agency}: finished without statements; start the service\n`);
        return { exitCode: exitCode.done, json: { agency, finished: true } };
      }
      print(`${agency}: not restored; nothing to finish\n`);
      if (needsFollowUp)
        print(
          '  it asks the providers when it starts; if one is down, repeat this with --without-statements\n',
        );
      else print('  if you have restored it nevertheless, repeat this with --although-unnoticed\n');
      return { exitCode: exitCode.done, json: { agency, finished: false } };
    }
    const review = agency === 'identity' ? await requireJournals(url, journals, withoutJournal) : [];
    const order = { ownerUrl: url, remembered, now: now() };
    const finished = await finishOne(agency, {
      ...order,
      journals,
      withStatements: withoutStatements !== true,
      isUnnoticed: restored === null,
    });
    print(review.map((line) => `${line}\n`).join(''));
    for (const { sequence, from, to } of finished.jumped) print(`${sequence}: ${from} -> ${to}\n`);
    print(
      `${agency}: finished; start the service, then run: npx civic ledger verify, npx civic audit verify\n`,
    );
    return { exitCode: exitCode.done, json: { agency, finished: true, ...finished } };
  },
});

/** @returns what to do by hand. @throws CommandError if withdrawals since the backup may be unknown */
async function requireJournals(
  url: string,
  journals: readonly import('@civic-graph/audit').JournalState[],
  withoutJournal: boolean | undefined,
): Promise<readonly string[]> {
  const { identityLosses } = await import('@civic-graph/identity/commands/restore');
  const { describeUncovered, reviewOf } = await import('../restore/describe-losses.ts');
  const losses = await identityLosses(url, journals);
  const missing = losses.uncovered.map(describeUncovered);
  if (journals.length === 0 && missing.length === 0) missing.push('no gateway journal was found');
  if (missing.length > 0 && withoutJournal !== true) {
    throw new CommandError(
      `--journal: ${missing.join('; ')}; withdrawn consents may be unknown; name the data folders of all gateways, or accept the loss with --without-journal`,
    );
  }
  return reviewOf(losses);
}

interface FinishOrder {
  readonly ownerUrl: string;
  readonly remembered: import('@civic-graph/subgraph-kit').Mark | null;
  readonly journals: readonly import('@civic-graph/audit').JournalState[];
  readonly withStatements: boolean;
  readonly now: Date;
  /** Whether the time of the backup is unknown, because marks were added since. */
  readonly isUnnoticed: boolean;
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
