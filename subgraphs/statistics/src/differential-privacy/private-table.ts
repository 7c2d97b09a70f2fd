import { createHash, createHmac } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import { product } from '../microdata/custom-table.ts';
import type { Microdata } from '../microdata/microdata.ts';
import type { MicrodataStore } from '../microdata/microdata-store.ts';
import type { Balance, BudgetLedger, BudgetTerms } from './budget-ledger.ts';
import { epsilonUnit, geometricNoise } from './geometric-noise.ts';
import { KeyStream } from './key-stream.ts';

/** A table that an app asks for, by positions of variables and codes. */
export interface PrivateTableRequest {
  readonly microdata: Microdata;
  readonly variables: readonly number[];
  /** Positions of the accepted codes by that of their variable. */
  readonly where: ReadonlyMap<number, readonly number[]>;
  /** In thousandths. */
  readonly epsilon: number;
  /** Client id of the app that pays. */
  readonly app: string;
}

/** A count with noise, which may be negative. */
export interface NoisyCell {
  readonly codes: readonly string[];
  readonly count: number;
}

/**
 * Counts records with noise, once the app has paid. A record is in at most one cell, so that the whole table
 * costs epsilon. Noise depends on the question, not on the app: apps that ask the same cannot average it out.
 *
 * @throws PublicError PRIVACY_BUDGET_EXHAUSTED if the budget does not suffice
 */
export async function privateTable(
  store: Pick<MicrodataStore, 'count'>,
  ledger: BudgetLedger,
  request: PrivateTableRequest,
): Promise<readonly NoisyCell[]> {
  const { microdata, variables, where, epsilon, app } = request;
  const { id } = microdata.manifest;
  const question = questionOf(request);
  const terms = termsOf(microdata);
  if (!(await ledger.spend({ app, microdata: id, question, epsilon }, terms))) {
    const { remaining } = ledger.balance(id, app, terms);
    throw new PublicError(
      'PRIVACY_BUDGET_EXHAUSTED',
      `${id}: this table costs ${epsilon / epsilonUnit} of epsilon, and ${remaining / epsilonUnit} is left`,
    );
  }
  const counted = new Map(
    (await store.count(microdata.load, variables, where)).map(({ positions, count }) => [
      positions.join(),
      count,
    ]),
  );
  return product(variables.map((variable) => axis(request, variable))).map((cell) => {
    const source = new KeyStream(cellSeed(microdata, question, variables, cell));
    const count = counted.get(cell.map(({ position }) => position).join()) ?? 0;
    return { codes: cell.map(({ code }) => code), count: count + geometricNoise(source, epsilon) };
  });
}

export function balanceOf(ledger: BudgetLedger, microdata: Microdata, app: string): Balance {
  return ledger.balance(microdata.manifest.id, app, termsOf(microdata));
}

function termsOf({ manifest }: Microdata): BudgetTerms {
  return manifest.privacy ?? { budgetPerApp: 0, totalBudget: 0 };
}

interface CodeAt {
  readonly code: string;
  readonly position: number;
}

function axis({ microdata, where }: PrivateTableRequest, variable: number): readonly CodeAt[] {
  const codes = microdata.manifest.variables[variable]?.codelist.codes ?? [];
  const accepted = where.get(variable);
  return codes.flatMap(({ code }, position) =>
    accepted === undefined || accepted.includes(position) ? [{ code, position }] : [],
  );
}

/** Hash of a question. The order of variables and codes makes no difference. */
function questionOf({ microdata, variables, where, epsilon }: PrivateTableRequest): string {
  const conditions = [...where]
    .map(([variable, codes]) => [variable, codes.toSorted((a, b) => a - b)] as const)
    .sort(([one], [other]) => one - other);
  const parts = [microdata.version, variables.toSorted((a, b) => a - b), conditions, epsilon];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function cellSeed(
  { secret }: Microdata,
  question: string,
  variables: readonly number[],
  cell: readonly CodeAt[],
): Uint8Array {
  const place = variables
    .map((variable, index) => [variable, cell[index]?.position ?? 0] as const)
    .sort(([one], [other]) => one - other);
  return createHmac('sha256', secret)
    .update(JSON.stringify(['noise', question, place]))
    .digest();
}
