import { januaryFirst } from '../time/reporting-year.ts';
import type { Columns } from './columns.ts';
import type { Manifest } from './manifest.ts';
import type { Problems } from './problem.ts';
import { constantColumns, isFree, refusedAction } from './sdmx-csv.ts';

const startDayColumn = 'REPORTING_YEAR_START_DAY';

/** Refuses rows of an SDMX-CSV file that would silently be misread. */
export class SdmxRows {
  readonly #columns: Columns;
  readonly #problems: Problems;
  readonly #constants: readonly string[];
  readonly #startDay: string;
  readonly #first = new Map<string, string>();

  constructor(manifest: Manifest, columns: Columns, problems: Problems) {
    this.#columns = columns;
    this.#problems = problems;
    this.#startDay = manifest.time.reportingYearStartDay ?? januaryFirst;
    const named = new Set(manifest.dimensions.map(({ column }) => column));
    this.#constants = columns.isSdmx
      ? constantColumns.filter((column) => columns.has(column) && !named.has(column))
      : [];
  }

  check(line: number, fields: readonly string[], hasValue: boolean): void {
    if (!this.#columns.isSdmx) return;
    const action = refusedAction(this.#columns.read(fields, 'ACTION'), hasValue);
    if (action !== null) this.#problems.add(line, 'ACTION', action);
    for (const column of ['CONF_STATUS', 'OBS_CONF']) {
      const confStatus = this.#columns.read(fields, column);
      if (isFree(confStatus)) continue;
      this.#problems.add(
        line,
        column,
        `confidential (${confStatus.slice(0, 40)}); omit rows that are not for publication`,
      );
    }
    const startDay = this.#columns.read(fields, startDayColumn);
    if (startDay !== '' && startDay !== this.#startDay) {
      const expected = `${startDayColumn} of the manifest is ${this.#startDay}; set time.reportingYearStartDay`;
      this.#problems.add(line, startDayColumn, expected);
    }
    for (const column of this.#constants) {
      const text = this.#columns.read(fields, column);
      const first = this.#first.get(column) ?? text;
      this.#first.set(column, first);
      if (text === first) continue;
      this.#problems.add(
        line,
        column,
        `${JSON.stringify(text.slice(0, 40))}, and ${JSON.stringify(first.slice(0, 40))} above; make it a dimension, or split the file`,
      );
    }
  }
}
