import { PublicError } from '@civic-graph/errors';
import { GraphQLScalarType, Kind } from 'graphql';
import { isDay } from './calendar.ts';

const format =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * An instant with its offset from UTC (RFC 3339, section 5.6). Stays a string, because a JavaScript Date
 * loses the offset; a Date from a resolver is serialised in UTC. Leap seconds are rejected.
 */
export const DateTimeResolver = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  serialize: serializeDateTime,
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

function parseDateTime(value: unknown): string {
  const text = readDateTime(value);
  if (text === undefined) {
    throw new PublicError(
      'BAD_USER_INPUT',
      'DateTime: expected RFC 3339 with an offset, 2026-03-01T08:00:00+08:00',
    );
  }
  return text;
}

/** A wrong value from a resolver is a bug, so the client does not see it. */
function serializeDateTime(value: unknown): string {
  const text = readDateTime(value instanceof Date ? value.toISOString() : value);
  if (text === undefined) throw new TypeError('a resolver returned something that is not a DateTime');
  return text;
}

function readDateTime(value: unknown): string | undefined {
  const match = typeof value === 'string' ? format.exec(value) : null;
  const exists = match !== null && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
  return exists ? match[0] : undefined;
}
