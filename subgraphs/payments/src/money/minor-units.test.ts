import { describe, expect, it } from 'vitest';
import { MinorUnitsResolver, toMinorUnits } from './minor-units.ts';

describe('MinorUnits', () => {
  it('keeps digits that a double would round', () => {
    expect(MinorUnitsResolver.serialize('9007199254740993')).toBe('9007199254740993');
    expect(MinorUnitsResolver.serialize(9223372036854775807n)).toBe('9223372036854775807');
  });

  it.each([1, 1.5, '1.0', '1e3', '', ' 1', '9223372036854775808', '99999999999999999999', null, true])(
    'refuses %j',
    (value) => {
      expect(() => toMinorUnits(value)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    },
  );
});
