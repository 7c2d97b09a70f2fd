import { expect, it } from 'vitest';
import { type Counted, checklistOf } from './checklist.ts';

type Registration = Parameters<typeof checklistOf>[0];

const passes = { coordinate: 'Citizen.transitPasses' };
const ready: Registration = {
  clientId: 'app-1',
  state: 'APPROVED',
  contact: 'team@ride.example',
  redirectUris: ['https://ride.example/callback'],
  dpopBoundAccessTokens: true,
  backchannelLogoutUri: 'https://ride.example/logout',
  heldToSafelist: true,
  app: { platform: 'Web', homepage: 'https://ride.example/', approvedScopes: [] },
  purposeStatements: [],
  pendingChange: null,
  accessRequests: { nodes: [{ submittedAt: 'x', parts: [{ decision: 'APPROVED', fields: [passes] }] }] },
};

const used: Counted = [{ fields: ['Citizen.transitPasses'] }];

const left = (changes: Partial<Registration>, counted: Counted = used) =>
  checklistOf({ ...ready, ...changes }, counted).flatMap(({ id, state }) =>
    state === 'done' ? [] : [[id, state]],
  );

it('an app that is ready for citizens has everything done', () => {
  expect(left({})).toEqual([]);
});

it.each<[Partial<Registration>, string[][]]>([
  [{ state: 'APPROVED_IN_PART' }, [['approved', 'open']]],
  [{ redirectUris: ['https://ride.example/', 'http://127.0.0.1:8801/'] }, [['redirects', 'open']]],
  [{ redirectUris: ['https://localhost/'] }, [['redirects', 'open']]],
  [{ pendingChange: { proposedAt: 'x' } }, [['change', 'open']]],
  [
    { heldToSafelist: false, backchannelLogoutUri: null },
    [
      ['logout', 'advised'],
      ['held', 'advised'],
    ],
  ],
])('says what is left to do: %j', (changes, expected) => {
  expect(left(changes)).toEqual(expected);
});

it('a draft has submitted nothing', () => {
  const draft = { submittedAt: null, parts: [] };
  expect(left({ accessRequests: { nodes: [draft] } }).map(([id]) => id)).toContain('operations');
});

it.each<[Counted, string[][]]>([
  [
    [],
    [
      ['tried', 'open'],
      ['lean', 'advised'],
    ],
  ],
  [[{ fields: ['Query.me'] }], [['lean', 'advised']]],
  [
    null,
    [
      ['tried', 'unknown'],
      ['lean', 'unknown'],
    ],
  ],
])('says what calls show: %j', (counted, expected) => {
  expect(left({}, counted)).toEqual(expected);
});
