import { PublicError } from '@civic-graph/errors';
import { GraphQLScalarType, Kind } from 'graphql';

/** Largest amount that PostgreSQL's int8 holds. */
const largest = 2n ** 63n - 1n;

/**
 * Money on the wire: a decimal string. A JSON number would pass through a double, which is exact only up to
 * 2^53; a sum over a province's fines in fen is larger.
 */
export const MinorUnitsResolver = new GraphQLScalarType<string, string>({
  name: 'MinorUnits',
  serialize: (value) => String(toMinorUnits(value)),
  parseValue: (value) => String(toMinorUnits(value)),
  parseLiteral: (node) => String(toMinorUnits(node.kind === Kind.STRING ? node.value : undefined)),
});

/** An amount that a client may leave out. */
export function parsePositiveAmount(value: unknown): bigint | null {
  if (value === null || value === undefined) return null;
  const amount = toMinorUnits(value);
  if (amount < 1n) throw new PublicError('BAD_USER_INPUT', 'amountMinor: must be positive');
  return amount;
}

/** int8 as the driver gives it (a string), or an amount computed here (a bigint). */
export function toMinorUnits(value: unknown): bigint {
  const amount =
    typeof value === 'bigint'
      ? value
      : typeof value === 'string' && /^-?\d{1,19}$/.test(value)
        ? BigInt(value)
        : undefined;
  if (amount === undefined || amount > largest || amount < -largest) {
    throw new PublicError('BAD_USER_INPUT', 'MinorUnits: a 64-bit integer in a decimal string, e.g. "20000"');
  }
  return amount;
}
