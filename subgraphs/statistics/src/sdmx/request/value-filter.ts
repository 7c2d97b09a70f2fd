import type { ValueComparison, ValueOperator } from '../../observations/selection.ts';
import { syntaxError } from '../sdmx-error.ts';
import type { ComponentFilter, Operator } from './component-filter.ts';
import { shorten } from './url.ts';

const sqlOperators: Readonly<Partial<Record<Operator, ValueOperator>>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};

/**
 * The comparisons of `c[OBS_VALUE]`. A missing value satisfies none.
 *
 * @throws SdmxError 140
 */
export function valueComparisons(filter: ComponentFilter): readonly (readonly ValueComparison[])[] {
  return filter.map((comparisons) =>
    comparisons.map(({ operator, value }) => {
      const sql = sqlOperators[operator];
      if (sql === undefined) {
        throw syntaxError(`c[OBS_VALUE]: ${operator} is not for numbers; use eq, ne, lt, le, gt or ge`);
      }
      if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(value)) {
        throw syntaxError(`c[OBS_VALUE]: ${shorten(value)} is not a number; write it as 12 or -0.5`);
      }
      return { operator: sql, value: Number(value) };
    }),
  );
}
