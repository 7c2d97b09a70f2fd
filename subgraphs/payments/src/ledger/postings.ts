import type { PaymentsTables } from '../database.ts';

/** One line of a transfer. Debits are positive, credits negative; the lines of a transfer add up to zero. */
export interface Posting {
  readonly account: Omit<PaymentsTables['account'], 'agency' | 'currency'>;
  readonly amountMinor: bigint;
}

interface Item {
  readonly revenue_code: string;
  readonly amount_minor: string | bigint;
}

/** A notice was paid: the provider owes us the money, and it is income under the notice's items. */
export function postingsOfPayment(provider: string, region: string, items: readonly Item[]): Posting[] {
  const credits = items.map(({ revenue_code, amount_minor }) => ({
    account: {
      id: `revenue:${region}:${revenue_code}`,
      kind: 'revenue' as const,
      region,
      revenue_code,
    },
    amountMinor: -BigInt(amount_minor),
  }));
  const total = items.reduce((sum, item) => sum + BigInt(item.amount_minor), 0n);
  return [clearing(provider, total), ...credits];
}

/** Money came that no notice needs: the provider owes us the money, and we owe it to the payer. */
export function postingsOfSurplus(provider: string, amountMinor: bigint): Posting[] {
  return [
    clearing(provider, amountMinor),
    {
      account: { id: 'surplus', kind: 'surplus', region: null, revenue_code: null },
      amountMinor: -amountMinor,
    },
  ];
}

function clearing(provider: string, amountMinor: bigint): Posting {
  return {
    account: { id: `clearing:${provider}`, kind: 'clearing', region: null, revenue_code: null },
    amountMinor,
  };
}
