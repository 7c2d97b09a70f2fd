import { expect, it } from 'vitest';
import { withoutLiterals } from './without-literals.ts';

it.each([
  ['No fetch of the plan supplies Person.name', 'No fetch of the plan supplies Person.name'],
  ['at notice(code: "CTZ-1", first: 20) of C2', 'at notice(code: "…", first: 0) of C2'],
  ['in { a(b: "one \\" CTZ-1") c(d: "CTZ-2', 'in { a(b: "…") c(d: "…"'],
  ['Str("""CTZ-1 "CTZ-2" """) Int(330106199001011234) Float(-1.5e3)', 'Str("…") Int(0) Float(-0)'],
])('%s', (message, expected) => {
  expect(withoutLiterals(new Error(message))).toBe(expected);
});
