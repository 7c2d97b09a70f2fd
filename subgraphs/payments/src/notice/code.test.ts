import { describe, expect, it } from 'vitest';
import { checkDigit, createNoticeCode, isNoticeCode } from './code.ts';

describe('notice code', () => {
  it('computes the check digit of ISO/IEC 7064 MOD 11,10', () => {
    // Published examples: ISO 7064 (0794 -> 5), a German tax id, a Croatian OIB.
    expect(checkDigit('0794')).toBe(5);
    expect(checkDigit('8609574271')).toBe(9);
    expect(checkDigit('6943515153')).toBe(0);
  });

  it('creates codes in its own format', () => {
    const code = createNoticeCode('330102', '105', '0000000042');
    expect(code).toMatch(/^3301021050000000042\d$/);
    expect(isNoticeCode(code)).toBe(true);
    expect(createNoticeCode('330102', '105')).not.toBe(createNoticeCode('330102', '105'));
  });

  it('detects each single wrong digit', () => {
    const code = createNoticeCode('330102', '105', '9081726354');
    for (let position = 0; position < code.length; position += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const typed = code.slice(0, position) + digit + code.slice(position + 1);
        expect(isNoticeCode(typed)).toBe(typed === code);
      }
    }
  });

  it.each(['', '1', '3301021050000000042', '330102105000000004２8', ' 33010210500000000428'])(
    'refuses %j',
    (typed) => {
      expect(isNoticeCode(typed)).toBe(false);
    },
  );
});
