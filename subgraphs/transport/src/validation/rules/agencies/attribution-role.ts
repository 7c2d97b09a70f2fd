import type { RowRule } from '../rule.ts';

const roles = ['is_producer', 'is_operator', 'is_authority'];

/** An attribution says what the organization did. */
export const attributionRole: RowRule = {
  file: 'attributions.txt',
  anyColumn: roles,
  check(row) {
    if (!roles.some((role) => row.number(role) === 1)) row.notice('attribution_without_role', null);
  },
};
