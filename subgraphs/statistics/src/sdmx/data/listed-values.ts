import { maximumListed, type SelectionSummary } from '../../observations/selection-reader.ts';
import { SdmxError } from '../sdmx-error.ts';

type Listed = Pick<SelectionSummary, 'ranks' | 'periods'>;

/**
 * Refuses more codes and periods than are listed before the observations, which is one step of the event
 * loop.
 *
 * @throws SdmxError 510
 */
export function checkListed({ ranks, periods }: Listed): void {
  const listed = [...ranks, periods].reduce((sum, values) => sum + values.length, 0);
  if (listed <= maximumListed) return;
  throw new SdmxError(
    510,
    `more than ${maximumListed} codes and periods, which are listed first; set format=sdmx-csv, or narrow the query`,
  );
}

/**
 * Refuses a cube in which a position would not be exact.
 *
 * @throws SdmxError 510
 */
export function checkCube({ ranks, periods }: Listed): void {
  checkListed({ ranks, periods });
  const positions = [...ranks, periods].reduce((product, values) => product * values.length, 1);
  if (positions <= Number.MAX_SAFE_INTEGER) return;
  throw new SdmxError(
    510,
    `a cube of ${positions} positions, and JSON-stat counts to ${Number.MAX_SAFE_INTEGER}: set format=csv, or narrow the query`,
  );
}
