import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Disk, type DiskFile, localDisk } from '@civic-graph/audit';
import { readRecords, type Spending, writeRecord } from './budget-record.ts';

/** What questions about one file of unit records may cost, in thousandths of epsilon. */
export interface BudgetTerms {
  /** Of one app. */
  readonly budgetPerApp: number;
  /** Of all apps together; a question that several ask counts once. */
  readonly totalBudget: number;
}

export interface Balance {
  readonly spent: number;
  readonly remaining: number;
}

/** Spent epsilon of one file of unit records. */
class Account {
  readonly byApp = new Map<string, number>();
  /** Paid questions of each app, with the write that makes each durable. */
  readonly paid = new Map<string, Promise<void>>();
  readonly questions = new Set<string>();
  total = 0;

  add({ app, question, epsilon }: Spending, durable: Promise<void>): void {
    this.byApp.set(app, (this.byApp.get(app) ?? 0) + epsilon);
    this.paid.set(`${app}\n${question}`, durable);
    if (!this.questions.has(question)) this.total += epsilon;
    this.questions.add(question);
  }
}

/**
 * Privacy budgets in an append-only file. A question is answered once its record is on the disk; a crash can
 * only lose what was not answered. One process may use the file at a time.
 */
export class BudgetLedger {
  readonly #file: DiskFile;
  #bytes: number;
  readonly #accounts = new Map<string, Account>();
  #isBroken = false;
  #last: Promise<void> = Promise.resolve();

  private constructor(file: DiskFile, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  /** @throws Error if the file has been damaged */
  static async open(folder: string, disk: Disk = localDisk): Promise<BudgetLedger> {
    await disk.makeFolder(folder);
    const path = join(folder, 'spent-epsilon.jsonl');
    const file = await disk.open(path);
    try {
      const { wholeBytes, tornBytes } = await file.measure();
      // The question of a torn record was not answered.
      if (tornBytes > 0) await file.truncate(wholeBytes);
      const ledger = new BudgetLedger(file, wholeBytes);
      for (const spending of readRecords(await readFile(path, 'utf8'))) {
        ledger.#account(spending.microdata).add(spending, Promise.resolve());
      }
      return ledger;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /**
   * Spends before the answer; a question that the app has paid for costs nothing.
   *
   * @returns false if the budget does not suffice
   * @throws Error if the record could not be written; the question must then not be answered
   */
  async spend(spending: Spending, terms: BudgetTerms): Promise<boolean> {
    const account = this.#account(spending.microdata);
    const { app, question, epsilon } = spending;
    const paid = account.paid.get(`${app}\n${question}`);
    if (paid !== undefined) {
      await paid;
      return true;
    }
    if ((account.byApp.get(app) ?? 0) + epsilon > terms.budgetPerApp) return false;
    if (!account.questions.has(question) && account.total + epsilon > terms.totalBudget) return false;
    // Counted before the write, so that concurrent questions cannot spend it too.
    const durable = this.#write(spending);
    account.add(spending, durable);
    await durable;
    return true;
  }

  /** What an app can still spend. */
  balance(microdata: string, app: string, { budgetPerApp, totalBudget }: BudgetTerms): Balance {
    const account = this.#account(microdata);
    const spent = account.byApp.get(app) ?? 0;
    return { spent, remaining: Math.max(0, Math.min(budgetPerApp - spent, totalBudget - account.total)) };
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#file.close();
  }

  #account(microdata: string): Account {
    const account = this.#accounts.get(microdata) ?? new Account();
    this.#accounts.set(microdata, account);
    return account;
  }

  /** A record behind a torn one could not be read, so nothing is written after a failure. */
  #write(spending: Spending): Promise<void> {
    const written = this.#last
      .catch(() => undefined)
      .then(async () => {
        if (this.#isBroken)
          throw new Error('an earlier write to the privacy ledger failed; restart the service');
        try {
          const record = writeRecord(spending);
          await this.#file.append(record);
          this.#bytes += record.length;
          const { wholeBytes, tornBytes } = await this.#file.measure();
          if (wholeBytes + tornBytes !== this.#bytes) {
            throw new Error(
              'another process writes to the privacy ledger; run one process for each DATA_DIR',
            );
          }
        } catch (error) {
          this.#isBroken = true;
          throw error;
        }
      });
    this.#last = written;
    written.catch(() => undefined);
    return written;
  }
}
