import { BudgetLedger } from '../../../subgraphs/statistics/src/differential-privacy/budget-ledger.ts';
import type { Spending } from '../../../subgraphs/statistics/src/differential-privacy/budget-record.ts';

/** Arguments of the process on its command line, as JSON. */
export interface SpenderOptions {
  readonly folder: string;
  readonly terms: { readonly budgetPerApp: number; readonly totalBudget: number };
  readonly apps: readonly string[];
  readonly spenders: number;
  /** Makes the questions of this process differ from those of the ones before. */
  readonly round: number;
}

/** One answered question, reported only after the ledger has accepted it. */
export type Answered = Spending;

/* Spends from many tasks at once until it is killed. */

const { folder, terms, apps, spenders, round } = JSON.parse(process.argv[2] ?? '') as SpenderOptions;
const ledger = await BudgetLedger.open(folder);
process.once('disconnect', () => process.exit());

async function spend(spender: number): Promise<void> {
  for (let turn = 0; process.connected; turn += 1) {
    const app = apps[(spender + turn) % apps.length] ?? '';
    const question = `${round}a${spender}b${turn}`
      .split('')
      .map((character) => character.charCodeAt(0).toString(16))
      .join('');
    const spending: Spending = {
      app,
      microdata: 'households',
      question: question.padStart(64, '0'),
      epsilon: 1 + ((spender * 7 + turn) % 20),
    };
    if (await ledger.spend(spending, terms)) process.send?.(spending satisfies Answered);
    else await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

process.send?.('ready');
await Promise.all(Array.from({ length: spenders }, (_, spender) => spend(spender)));
