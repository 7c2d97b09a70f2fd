import { describe, expect, test } from 'vitest';
import { type Connection, connectionFromArray, connectionFromPage } from './connection.ts';
import { parseConnectionArguments } from './connection-arguments.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { timePosition } from './time-position.ts';

const badInput = { code: 'BAD_USER_INPUT' };
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('arguments', () => {
  test.each([
    [{}, 20],
    [{ first: null }, 20],
    [{ first: 1 }, 1],
    [{ first: 100 }, 100],
  ])('%j reads %i items', (args, first) => {
    expect(parseConnectionArguments(args)).toEqual({ first, after: null });
  });

  test.each([101, 0, -1, 1.5, Number.NaN, 2 ** 31])('first: %d is refused with its name', (first) => {
    expect(() => parseConnectionArguments({ first })).toThrow(expect.objectContaining(badInput));
    expect(() => parseConnectionArguments({ first })).toThrow(/^first: /);
  });

  test.each([
    '',
    'x',
    '!',
    encodeCursor(['a']).slice(1),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[{}]').toString('base64url'),
    Buffer.from('[]').toString('base64url'),
  ])('after: "%s" is refused by name', (after) => {
    expect(() => parseConnectionArguments({ after })).toThrow(expect.objectContaining(badInput));
    expect(() => parseConnectionArguments({ after })).toThrow(/^after: /);
  });
});

test('a cursor survives a round trip', () => {
  for (const position of [[0], ['2026-11-25', 'N1'], ['杭州', -1.5]]) {
    expect(decodeCursor(encodeCursor(position))).toEqual(position);
  }
});

describe('a position by time and id', () => {
  const time = '2026-11-25T08:00:00.000Z';

  test('is read', () => {
    expect(timePosition([time, 'a'], /^a$/)).toEqual({ time: new Date(time), id: 'a' });
  });

  test.each([
    [['yesterday', 'a']],
    // PostgreSQL cannot store it.
    [['-271821-04-20T00:00:00.000Z', 'a']],
    [['+010000-01-01T00:00:00.000Z', 'a']],
    [[0, 'a']],
    [[time, 'b']],
    [[time, 1]],
    [[time]],
    [[time, 'a', 'a']],
  ])('%j is refused', (position) => {
    expect(() => timePosition(position, /^a$/)).toThrow(expect.objectContaining(badInput));
  });
});

describe('paging', () => {
  // Clients rely on it: every item once, in order, for any page size.
  test.each([1, 2, 3, 7, 20, 99, 100])('walks an array by %i', (first) => {
    for (const length of [0, 1, 6, 7, 8, 100]) {
      const seen: number[] = [];
      let after: string | null = null;
      for (let pages = 0; pages <= length + 1; pages += 1) {
        const page: Connection<number> = connectionFromArray(numbers(length), { first, after });
        const { nodes, pageInfo, totalCount } = page;
        expect(totalCount).toBe(length);
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        seen.push(...nodes);
        after = pageInfo.endCursor;
        if (!pageInfo.hasNextPage) break;
      }
      expect(seen).toEqual(numbers(length));
    }
  });

  test('walks a store that is queried for one extra row', () => {
    const rows = numbers(10).map((id) => ({ id }));
    const read = (after: number, limit: number) => rows.filter(({ id }) => id > after).slice(0, limit);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = parseConnectionArguments({ first: 4, after: cursor });
      const found = read(Number(page.after?.[0] ?? -1), page.first + 1);
      const { nodes, pageInfo } = connectionFromPage(found, page, ({ id }) => [id]);
      seen.push(...nodes.map(({ id }) => id));
      cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (cursor !== null);
    expect(seen).toEqual(numbers(10));
  });

  test('of an empty page has no cursors', () => {
    const { pageInfo, edges } = connectionFromArray(numbers(0), {});
    expect(edges).toEqual([]);
    expect(pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  test.each([[['x']], [[-1]], [[1.5]], [[1, 2]]])(
    'of an array refuses the cursor %j of another list',
    (position) => {
      expect(() => connectionFromArray([1], { after: encodeCursor(position) })).toThrow(
        expect.objectContaining(badInput),
      );
    },
  );
});
