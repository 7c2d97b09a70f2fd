import { expect, it } from 'vitest';
import { type Check, doesNotApply, type Finding, failed, notChecked, passed } from './check.ts';
import { reportOf } from './report.ts';
import { reportText } from './report-text.ts';

const check = (id: string, section: Check['section']): Check => ({
  id,
  section,
  holds: `does ${id}`,
  run: async () => [],
});
const failure = { sent: 'a call', expected: '401', came: '200 {}' };

const results = new Map<Check, readonly Finding[]>([
  [check('a/one', 'call'), [passed, passed]],
  [check('a/two', 'signature'), [passed, ...Array.from({ length: 5 }, () => failed(failure))]],
  [check('b/three', 'rules'), [passed, ...['A.a', 'A.b', 'B.c'].map((what) => notChecked('keys.A', what))]],
  [check('b/four', 'subscriptions'), [doesNotApply('the schema has no Subscription')]],
]);
const report = reportOf({ url: 'http://127.0.0.1/graphql', subgraph: 'libraries', results });

it('shows each check on a line, with failures, missing data and the section below it', () => {
  expect(reportText(report)).toBe(`libraries at http://127.0.0.1/graphql

passed       a/one    does a/one
FAILED       a/two    does a/two
${Array.from(
  { length: 3 },
  () => `             sent:     a call
             expected: 401
             came:     200 {}
`,
).join('')}             and 2 more like these (--json has all)
             see docs/reference/subgraph-protocol.md#2-the-signature
not checked  b/three  does b/three
             not checked (A.a, A.b, B.c): needs keys.A
does not apply, because the schema has no Subscription: b/four

1 passed, 1 failed, 1 not checked, 1 do not apply
`);
});

it('does not count a check without attempts as passed', () => {
  const nothing = new Map<Check, readonly Finding[]>([[check('a/one', 'call'), []]]);
  expect(() => reportOf({ url: '', subgraph: '', results: nothing })).toThrow('a/one has no findings');
});
