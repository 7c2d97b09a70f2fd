import { expect, it } from 'vitest';
import { judgeStanding } from './judge-standing.ts';
import type { Mark } from './mark-file.ts';
import type { Standing } from './read-standing.ts';

const token = '6f0f2c5e-3f0b-4a53-9d36-0f6f6a0f5a11';
const mark = (changes: Partial<Mark> = {}): Mark => ({
  ...{ epoch: 1, number: 50, token, at: '2026-11-25T08:00:00.000Z', sequences: {} },
  ...changes,
});
const marks = {
  ...{ first: 10, last: 50, lastAt: new Date(0), lastTimeline: 1, silentSeconds: 3_600 },
};
const standing = (changes: Partial<Standing> = {}): Standing => ({
  server: { systemIdentifier: '7', databaseOid: '5', timeline: 1 },
  epoch: {
    ...{ number: 1, systemIdentifier: '7', databaseOid: '5', restoredTo: null, needsFollowUp: false },
  },
  marks,
  hasRemembered: true,
  ...changes,
});
const promoted = { systemIdentifier: '7', databaseOid: '5', timeline: 2 };
const lost = { hasRemembered: false };

it.each([
  ['stopped and started', standing(), mark(), null],
  ['new, with nothing remembered', standing({ marks: null }), null, null],
  ['replaced by an empty one', standing({ marks: null, ...lost }), mark(), 'marks-lost'],
  ['restored to an older state', standing({ marks: { ...marks, last: 40 }, ...lost }), mark(), 'marks-lost'],
  ['another branch with the same numbers', standing(lost), mark(), 'marks-lost'],
  ['restored to before a finished restore', standing(lost), mark({ epoch: 2 }), 'marks-lost'],
  ['finished elsewhere since', standing(lost), mark({ epoch: 0 }), null],
  ['remembered too long ago to tell', standing(lost), mark({ number: 9 }), null],
  [
    'moved to another server',
    standing({ server: { ...promoted, systemIdentifier: '8' } }),
    mark(),
    'other-server',
  ],
  ['restored from a dump', standing({ server: { ...promoted, databaseOid: '6' } }), null, 'other-server'],
  ['promoted with everything', standing({ server: promoted }), mark(), null],
  ['promoted without the last commits', standing({ server: promoted, ...lost }), mark(), 'marks-lost'],
  ['promoted after a pause, unproved', standing({ server: promoted }), null, 'unproved-promotion'],
  [
    'promoted within seconds, unproved',
    standing({ server: promoted, marks: { ...marks, silentSeconds: 20 } }),
    null,
    null,
  ],
] as const)('a database that was %s', (_, found, remembered, sign) => {
  expect(judgeStanding(found, remembered)).toBe(sign);
});
