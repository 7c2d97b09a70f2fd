import type { Variables } from '../../lib/graphql/variables.ts';

/** A number, or a function of the variables. */
export type Amount = number | ((variables: Variables) => number);

export function amountFor(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

/** Adds constant parts once. */
export function sum(parts: readonly Amount[]): Amount {
  let known = 0;
  const unknown: ((variables: Variables) => number)[] = [];
  for (const part of parts) {
    if (typeof part === 'number') known += part;
    else unknown.push(part);
  }
  const [only] = unknown;
  if (only === undefined) return known;
  if (unknown.length === 1 && known === 0) return only;
  return (variables) => unknown.reduce((total, part) => total + part(variables), known);
}

export function times(factor: Amount, amount: Amount): Amount {
  if (factor === 1) return amount;
  if (typeof factor === 'number' && typeof amount === 'number') return factor * amount;
  if (factor === 0 || amount === 0) return 0;
  return (variables) => amountFor(factor, variables) * amountFor(amount, variables);
}

/** Negative weights make a field cheaper, but never offset the cost of another field. */
export function atLeastNothing(amount: Amount): Amount {
  if (typeof amount === 'number') return Math.max(0, amount);
  return (variables) => Math.max(0, amount(variables));
}
