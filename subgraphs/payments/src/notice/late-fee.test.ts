import { describe, expect, it } from 'vitest';
import { lateFeeOn, leftToPay } from './late-fee.ts';

const notice = {
  amount_minor: '20000',
  paid_minor: '0',
  due_date: '2026-02-27',
  late_fee_basis_points: 300,
  late_fee_cap_percent: 100,
  late_fee_minor: '0',
  late_fee_until: null,
  disputed: false,
};

describe('the late fee', () => {
  it.each([
    ['2026-02-20', 0n],
    ['2026-02-27', 0n],
    ['2026-02-28', 600n],
    ['2026-03-01', 1_200n],
    ['2026-04-01', 19_800n],
    ['2026-04-02', 20_000n],
    ['2027-02-27', 20_000n],
  ])('of 3 %% a day is on %s %s', (today, fee) => {
    expect(lateFeeOn(notice, today)).toBe(fee);
    expect(leftToPay(notice, today)).toBe(20_000n + fee);
  });

  it('is zero without a rule', () => {
    const without = { ...notice, late_fee_basis_points: null, late_fee_cap_percent: null };
    expect(lateFeeOn(without, '2030-01-01')).toBe(0n);
  });

  it('continues from the accrued fee, on the unpaid part of the items', () => {
    const partly = { ...notice, paid_minor: '15000', late_fee_minor: '1200', late_fee_until: '2026-03-01' };
    expect(lateFeeOn(partly, '2026-03-03')).toBe(1_500n);
    expect(leftToPay(partly, '2026-03-03')).toBe(6_500n);
    expect(lateFeeOn({ ...partly, paid_minor: '20500' }, '2026-05-01')).toBe(1_200n);
  });

  it('stops while the notice is disputed', () => {
    const disputed = { ...notice, late_fee_minor: '600', late_fee_until: '2026-02-28', disputed: true };
    expect(lateFeeOn(disputed, '2026-05-01')).toBe(600n);
  });

  it('is rounded down', () => {
    expect(lateFeeOn({ ...notice, amount_minor: '33' }, '2026-02-28')).toBe(0n);
    expect(lateFeeOn({ ...notice, amount_minor: '99' }, '2026-02-28')).toBe(2n);
  });
});
