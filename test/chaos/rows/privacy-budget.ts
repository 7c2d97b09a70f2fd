import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomFractions } from '@civic-graph/testing';
import { BudgetLedger } from '../../../subgraphs/statistics/src/differential-privacy/budget-ledger.ts';
import type { ChaosRow } from '../row.ts';
import type { Answered, SpenderOptions } from '../stand/spender-process.ts';

const program = fileURLToPath(new URL('../stand/spender-process.ts', import.meta.url));
const spenders = 64;
const apps = ['wechat-city', 'alipay-city', 'weibo-city'];

/** Budget of an app for each life of the process; what is left at the end is spent without a kill. */
const spentInEachLife = 300;

export const row: ChaosRow = {
  name: 'privacy-budget',
  holds:
    'the process that holds the privacy budgets is killed at random moments while 64 spenders ask: no app gets more answers than its budget pays for, and every answer is in the ledger',
  unit: 'kills of the process',
  fullSize: 100,
  smallSize: 4,
  needs: 'a temporary folder and one process; a minute at full size',
  async run({ size, seed, log }) {
    const random = randomFractions(seed);
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-privacy-'));
    const budgetPerApp = size * spentInEachLife;
    const terms = { budgetPerApp, totalBudget: Math.floor(budgetPerApp * 2.5) };
    const answered: Answered[] = [];
    try {
      for (let round = 1; round <= size; round += 1) {
        const child = await startSpender({ folder, terms, apps, spenders, round }, answered);
        await wait(20 + random() * 180);
        child.kill('SIGKILL');
        await once(child, 'exit');
        if (round % 10 === 0) log(`${round} kills, ${answered.length} questions answered`);
      }
      const ofKilled = answered.length;
      await spendTheRest(folder, terms, answered);
      const broken = await audit(folder, terms, answered);
      for (const line of broken) log(line);
      return {
        figure: `${size} kills, ${spenders} spenders: ${ofKilled} questions answered, ${answered.length - ofKilled} more until the budget was spent, ${broken.length} promises broken (0)`,
        passed: broken.length === 0 && ofKilled > 0,
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function startSpender(options: SpenderOptions, answered: Answered[]): Promise<ChildProcess> {
  const child = fork(program, [JSON.stringify(options)], {
    execArgv: ['--conditions=source', '--import=tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: 'ready' | Answered) => {
      if (message === 'ready') resolve();
      else answered.push(message);
    });
    child.once('exit', (code) => reject(new Error(`the spender ended before it was killed: ${code}`)));
  });
  return child;
}

/** Spends from 64 tasks at once, until even the smallest question is refused. */
async function spendTheRest(folder: string, terms: SpenderOptions['terms'], answered: Answered[]) {
  const ledger = await BudgetLedger.open(folder);
  let asked = 0;
  const spend = async (app: string) => {
    for (const epsilon of [20, 1]) {
      for (;;) {
        const question = `f${(asked++).toString(16)}`.padStart(64, '0');
        const one: Answered = { app, microdata: 'households', question, epsilon };
        if (!(await ledger.spend(one, terms))) break;
        answered.push(one);
      }
    }
  };
  await Promise.all(Array.from({ length: spenders }, (_, index) => spend(apps[index % apps.length] ?? '')));
  await ledger.close();
}

/** Opens the ledger again, as the service does when it starts. */
async function audit(
  folder: string,
  terms: SpenderOptions['terms'],
  answered: readonly Answered[],
): Promise<readonly string[]> {
  const broken: string[] = [];
  const ledger = await BudgetLedger.open(folder);
  const sumOf = (those: readonly Answered[]) => those.reduce((sum, { epsilon }) => sum + epsilon, 0);
  for (const app of apps) {
    const spent = sumOf(answered.filter((one) => one.app === app));
    const recorded = ledger.balance('households', app, terms).spent;
    if (spent > terms.budgetPerApp) broken.push(`${app} has answers for ${spent} of ${terms.budgetPerApp}`);
    if (recorded > terms.budgetPerApp) broken.push(`${app} is charged ${recorded} of ${terms.budgetPerApp}`);
    if (recorded < spent) broken.push(`${app} has answers for ${spent}, and is charged ${recorded}`);
  }
  const left = apps.map((app) => ledger.balance('households', app, terms).remaining);
  if (left.some((one) => one > 0)) broken.push(`${left.join()} of the budgets are left`);
  if (sumOf(answered) > terms.totalBudget) broken.push(`answers for ${sumOf(answered)} of the total`);
  // A recorded question is answered again for nothing, so no answer may be missing from the ledger.
  const none = { budgetPerApp: 0, totalBudget: 0 };
  for (const one of answered) {
    if (!(await ledger.spend(one, none))) broken.push(`the question ${one.question} of ${one.app} is lost`);
  }
  await ledger.close();
  return broken.slice(0, 20);
}
