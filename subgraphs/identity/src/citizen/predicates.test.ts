import { describe, expect, it } from 'vitest';
import { assertLegalAge, PredicateBudget } from './predicates.ts';

describe('legal ages', () => {
  it.each([14, 16, 18, 20, 22, 35, 45, 50, 55, 60, 65, 70, 80])('include %i', (years) => {
    expect(() => assertLegalAge(years)).not.toThrow();
  });

  it.each([-1, 0, 13, 15, 19, 33, 81, 150])('do not include %i, and are listed in the message', (years) => {
    expect(() => assertLegalAge(years)).toThrow(
      `years: ${years} is not one of 14, 16, 18, 20, 22, 35, 45, 50, 55, 60, 65, 70, 80`,
    );
  });
});

describe('the budget of an operation', () => {
  it('is three different questions per predicate', () => {
    const budget = new PredicateBudget();
    for (const years of [14, 16, 16, 18, 14]) budget.spend('ageOver', years);
    for (const region of ['330000', '330100', '310000']) budget.spend('residesIn', region);
    expect(() => budget.spend('ageOver', 20)).toThrow('ageOver: at most 3');
    expect(() => budget.spend('residesIn', '110000')).toThrow('residesIn: at most 3');
  });
});
