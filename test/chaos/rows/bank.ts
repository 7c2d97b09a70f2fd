import { bringBalancesForward, checkBooks } from '../../../subgraphs/payments/src/ledger/balances.ts';
import { openBank } from '../../../subgraphs/payments/test/fixtures/bank.ts';
import type { ChaosRow } from '../row.ts';

const [writers, readers] = [4, 4];

export const row: ChaosRow = {
  name: 'bank',
  holds:
    'bank test: payments and refunds are posted while others read; no reader sees half of a movement, and the sum is exact',
  unit: 'reads',
  fullSize: 100_000,
  smallSize: 1_000,
  needs: 'a PostgreSQL; some eight minutes at full size',
  async run({ size, log }) {
    const bank = await openBank();
    try {
      let [found, left, moved] = [0, size, 0];
      const write = async () => {
        while (left > 0) {
          await bank.move();
          moved += 1;
        }
      };
      const read = async () => {
        while (left > 0) {
          left -= 1;
          const after = left;
          found += await bank.anomalies();
          if (after % 50 === 0) await bringBalancesForward(bank.db);
          if (after % 10_000 === 0) log(`${size - after} reads, ${moved} payments, ${found} anomalies`);
        }
      };
      await Promise.all([
        ...Array.from({ length: writers }, write),
        ...Array.from({ length: readers }, read),
      ]);
      const findings = await checkBooks(bank.db);
      const balances = await bank.balances();
      const kept = 700 * moved;
      const exact =
        balances.clearing === String(kept) && balances.revenue === String(-kept) && balances.refund === '0';
      return {
        figure:
          `${size} reads during ${moved} payments, each refunded in part: ${found} anomalies (0), ${findings.length} ` +
          `findings in the ledger (0), the sum is ${exact ? 'exact' : `not exact: ${JSON.stringify(balances)}`}`,
        passed: found === 0 && findings.length === 0 && exact && moved > 10,
      };
    } finally {
      await bank.close();
    }
  },
};
