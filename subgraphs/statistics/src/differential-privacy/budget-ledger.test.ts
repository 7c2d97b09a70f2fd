import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Disk, localDisk } from '@civic-graph/audit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BudgetLedger } from './budget-ledger.ts';
import type { Spending } from './budget-record.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-budget-'));
  file = join(folder, 'spent-epsilon.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const terms = { budgetPerApp: 1000, totalBudget: 1500 };

function spending(question: number, epsilon = 100, app = 'wechat-city'): Spending {
  return { app, microdata: 'households', question: String(question).padStart(64, '0'), epsilon };
}

async function spentOnDisk(): Promise<number> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.reduce((sum, line) => sum + (JSON.parse(line) as Spending).epsilon, 0);
}

test('64 concurrent spenders stop exactly at the budget, which a restart remembers', async () => {
  const ledger = await BudgetLedger.open(folder);
  const asked = Array.from({ length: 64 }, (_, question) => ledger.spend(spending(question), terms));
  const answered = (await Promise.all(asked)).filter(Boolean);
  expect(answered).toHaveLength(10);
  expect(await spentOnDisk()).toBe(1000);
  expect(ledger.balance('households', 'wechat-city', terms)).toEqual({ spent: 1000, remaining: 0 });
  await ledger.close();
  const again = await BudgetLedger.open(folder);
  expect(again.balance('households', 'wechat-city', terms)).toEqual({ spent: 1000, remaining: 0 });
  expect(await again.spend(spending(0), terms)).toBe(true);
  expect(await again.spend(spending(64), terms)).toBe(false);
  expect(await spentOnDisk()).toBe(1000);
  await again.close();
});

test('a question costs an app once, even if it asks 64 times at once', async () => {
  const ledger = await BudgetLedger.open(folder);
  const asked = Array.from({ length: 64 }, () => ledger.spend(spending(1, 600), terms));
  expect(await Promise.all(asked)).not.toContain(false);
  expect(await spentOnDisk()).toBe(600);
  await ledger.close();
});

test('apps have their own budgets, and the total counts a shared question once', async () => {
  const ledger = await BudgetLedger.open(folder);
  const spend = (app: string, question: number, epsilon: number) =>
    ledger.spend(spending(question, epsilon, app), terms);
  expect(await spend('wechat-city', 1, 1000)).toBe(true);
  expect(await spend('alipay-city', 1, 1000)).toBe(true);
  expect(await spend('weibo-city', 2, 500)).toBe(true);
  expect(ledger.balance('households', 'weibo-city', terms)).toEqual({ spent: 500, remaining: 0 });
  expect(await spend('weibo-city', 3, 1)).toBe(false);
  expect(await spend('weibo-city', 1, 500)).toBe(true);
  await ledger.close();
});

test('a torn record is cut off, because nobody has its answer', async () => {
  const ledger = await BudgetLedger.open(folder);
  await ledger.spend(spending(1, 400), terms);
  await ledger.close();
  await appendFile(file, '{"app":"wechat-city","microda');
  const again = await BudgetLedger.open(folder);
  expect(again.balance('households', 'wechat-city', terms).spent).toBe(400);
  expect(await again.spend(spending(2, 600), terms)).toBe(true);
  expect(await spentOnDisk()).toBe(1000);
  await again.close();
});

test('a damaged ledger does not open', async () => {
  await writeFile(file, '{"app":"wechat-city"}\n');
  await expect(BudgetLedger.open(folder)).rejects.toThrow('line 1 of the privacy ledger is not a record');
});

test('a failed write counts as spent, gives no answer, and nothing is written after it', async () => {
  let isFull = false;
  const disk: Disk = {
    ...localDisk,
    async open(path) {
      const opened = await localDisk.open(path);
      return {
        ...opened,
        append: (bytes) => (isFull ? Promise.reject(new Error('no space')) : opened.append(bytes)),
      };
    },
  };
  const ledger = await BudgetLedger.open(folder, disk);
  isFull = true;
  await expect(ledger.spend(spending(1), terms)).rejects.toThrow('no space');
  isFull = false;
  await expect(ledger.spend(spending(1), terms)).rejects.toThrow('no space');
  await expect(ledger.spend(spending(2), terms)).rejects.toThrow('restart the service');
  expect(ledger.balance('households', 'wechat-city', terms).spent).toBe(200);
  await ledger.close();
});

test('a second process on the same file is refused an answer', async () => {
  const ledger = await BudgetLedger.open(folder);
  const other = await BudgetLedger.open(folder);
  expect(await ledger.spend(spending(1), terms)).toBe(true);
  await expect(other.spend(spending(2), terms)).rejects.toThrow('another process');
  await expect(ledger.spend(spending(3), terms)).rejects.toThrow('another process');
  await ledger.close();
  await other.close();
});
