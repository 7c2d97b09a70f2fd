import { PublicError } from '@civic-graph/errors';
import { GraphQLScalarType, Kind } from 'graphql';

/** Maximum of PostgreSQL's int8. */
const largest = 2n ** 63n - 1n;

/**
 * Money in the API: a decimal string, because a JSON number is exact only up to 2^53 and a province's fines
 * exceed that.
 */
export const MinorUnitsResolver = new GraphQLScalarType<string, string>({
  name: 'MinorUnits',
  serialize: (value) => String(toMinorUnits(value)),
  parseValue: (value) => String(toMinorUnits(value)),
  parseLiteral: (node) => String(toMinorUnits(node.kind === Kind.STRING ? node.value : undefined)),
});

/** An optional amount of a client. */
export function parsePositiveAmount(value: unknown): bigint | null {
  if (value === null || value === undefined) return null;
  const amount = toMinorUnits(value);
  if (amount < 1n) throw new PublicError('BAD_USER_INPUT', 'amountMinor: must be positive');
  return amount;
}

/** int8 as the driver returns it (a string), or a computed amount (a bigint). */
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
