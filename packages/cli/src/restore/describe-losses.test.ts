import { expect, it } from 'vitest';
import { reviewOf } from './describe-losses.ts';

const at = '2026-06-01T00:00:00.000Z';

it('lists what finishing ends, and what an admin has to review', () => {
  const lines = reviewOf({
    suspendedApps: [{ clientId: 'app-1', at }],
    replacedCredentials: [{ clientId: 'app-2', at }],
    removedPrograms: [{ clientId: 'ci-transport-1', at }],
    activeApps: ['app-3'],
    activePrograms: [],
  });
  expect(lines).toEqual([
    expect.stringMatching(/^the app app-1 was suspended.* at 2026-06-01.*: finishing suspends it/),
    expect.stringMatching(/^the app app-2 replaced its secret or keys at 2026-06-01.*: finishing ends/),
    expect.stringMatching(/^the program ci-transport-1 was removed.* at 2026-06-01.*: finishing removes it/),
    expect.stringMatching(/^review the 1 apps that stay active/),
    '  app-3',
  ]);
});
