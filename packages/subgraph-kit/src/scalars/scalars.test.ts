import type { GraphQLScalarType } from 'graphql';
import { Kind } from 'graphql';
import { describe, expect, test } from 'vitest';
import { DateResolver } from './date.ts';
import { DateTimeResolver } from './date-time.ts';

const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT' });

function accepts(scalar: GraphQLScalarType<string, string>, value: string) {
  expect(scalar.parseValue(value)).toBe(value);
  expect(scalar.parseLiteral({ kind: Kind.STRING, value })).toBe(value);
  expect(scalar.serialize(value)).toBe(value);
}

function refuses(scalar: GraphQLScalarType<string, string>, value: unknown) {
  expect(() => scalar.parseValue(value)).toThrow(badInput);
  // A wrong value from a resolver must not look like the client's fault.
  expect(() => scalar.serialize(value)).toThrow(TypeError);
}

describe('Date', () => {
  test.each(['2026-11-25', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (value) => {
    accepts(DateResolver, value);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026-11-25T00:00:00Z',
    ' 2026-11-25',
    '2026-11-25\n',
    '',
    20261125,
    null,
  ])('refuses %j', (value) => refuses(DateResolver, value));

  test('refuses a JavaScript date, whose day depends on the zone', () => {
    refuses(DateResolver, new Date(0));
  });
});

describe('DateTime', () => {
  test.each([
    '2026-11-25T08:00:00+08:00',
    '2026-11-25T08:00:00Z',
    '2026-11-25T08:00:00.123456789-03:30',
    '2024-02-29T23:59:59+14:00',
  ])('accepts %s and keeps its offset', (value) => accepts(DateTimeResolver, value));

  test.each([
    '2026-11-25T08:00:00',
    '2026-11-25',
    '2026-11-25 08:00:00Z',
    '2026-02-30T08:00:00Z',
    '2026-11-25T24:00:00Z',
    '2026-11-25T08:60:00Z',
    '2026-11-25T08:00:60Z',
    '2026-11-25T08:00:00+8:00',
    '2026-11-25T08:00:00+0800',
    '2026-11-25T08:00:00+24:00',
    '2026-11-25t08:00:00z',
    '',
    0,
    null,
  ])('refuses %j', (value) => refuses(DateTimeResolver, value));

  test('shows a JavaScript date in UTC', () => {
    expect(DateTimeResolver.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(() => DateTimeResolver.serialize(new Date(Number.NaN))).toThrow(RangeError);
  });

  test('refuses other literals', () => {
    expect(() => DateTimeResolver.parseLiteral({ kind: Kind.INT, value: '2026' })).toThrow(badInput);
  });
});
