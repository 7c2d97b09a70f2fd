import { expect, it } from 'vitest';
import { matchingNames } from './matching-names.ts';

it('lists the equal name first, then those that begin with the text or are fields of that name', () => {
  const names = ['Notice.dueDate', 'Notice.due', 'Citizen.hasDue', 'IssueNotice.due', 'Notice.id'];
  expect(matchingNames(names, 'notice.due')[0]).toBe('Notice.due');
  expect(matchingNames(names, 'due')).toEqual([
    'Notice.due',
    'IssueNotice.due',
    'Notice.dueDate',
    'Citizen.hasDue',
  ]);
  expect(matchingNames(names, 'fee')).toEqual([]);
});
