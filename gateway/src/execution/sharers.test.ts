import { expect, test } from 'vitest';
import { Sharers } from './sharers.ts';

test('whoever joins too late, or as one too many, is told that he is not recorded with the others', () => {
  const sharers = new Sharers();
  const joined = Array.from({ length: 40 }, (_, number) => `r${number}`).filter((id) => sharers.join(id));
  expect(joined).toHaveLength(32);
  expect(sharers.close()).toEqual(joined);
  expect(new Sharers().close()).toEqual([]);
  const closed = new Sharers();
  closed.close();
  expect(closed.join('late')).toBe(false);
});
