import { PublicError } from '@civic-graph/errors';
import { GraphQLScalarType, Kind } from 'graphql';
import { isDay } from './calendar.ts';

const format = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A calendar day, `YYYY-MM-DD`. A string on both sides, so that no time zone can shift it. */
export const DateResolver = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: serializeDate,
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined),
});

function parseDate(value: unknown): string {
  const text = readDate(value);
  if (text === undefined) {
    throw new PublicError('BAD_USER_INPUT', 'Date: expected a day as YYYY-MM-DD');
  }
  return text;
}

/** A wrong value from a resolver is a bug, so the client does not see it. */
function serializeDate(value: unknown): string {
  const text = readDate(value);
  if (text === undefined) throw new TypeError('a resolver returned something that is not a Date');
  return text;
}

function readDate(value: unknown): string | undefined {
  const match = typeof value === 'string' ? format.exec(value) : null;
  const exists = match !== null && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
  return exists ? match[0] : undefined;
}
