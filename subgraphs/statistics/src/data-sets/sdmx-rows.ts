import { minuteMs } from '../time/calendar.ts';
import { offsetOf, parsePeriod } from '../time/parse-period.ts';
import { januaryFirst } from '../time/reporting-year.ts';
import { type Column, type Columns, fieldOf } from './columns.ts';
import type { Manifest } from './manifest.ts';
import { namedColumns } from './named-columns.ts';
import type { Problems } from './problem.ts';
import { constantColumns, isFree, partialDeletion, refusedAction } from './sdmx-csv.ts';

const startDayColumn = 'REPORTING_YEAR_START_DAY';
const embargoColumn = 'EMBARGO_TIME';

/** Columns that tell what a row belongs to; a deletion has them too. */
const structureColumns = ['DATAFLOW', 'STRUCTURE', 'STRUCTURE_ID'];
/** Columns of SDMX-CSV beside the components, and the frequency, which is a dimension of most structures. */
const keyColumns = [...structureColumns, 'STRUCTURE_NAME', 'ACTION', 'SERIES_KEY', 'OBS_KEY', 'FREQ'];

interface NamedColumn {
  readonly name: string;
  readonly column: Column;
}

/** Refuses rows of an SDMX file that would silently be misread. */
export class SdmxRows {
  readonly #columns: Columns;
  readonly #problems: Problems;
  /** Columns of the file whose fields are checked in each row. */
  readonly #checked: {
    readonly action: Column | undefined;
    readonly confidential: readonly NamedColumn[];
    readonly embargo: Column | undefined;
    readonly startDay: Column | undefined;
    readonly constants: readonly NamedColumn[];
    readonly structure: readonly NamedColumn[];
  };
  /** Columns that are empty in a deletion of observations. */
  readonly #values: readonly string[];
  readonly #startDay: string;
  /** When the observations are published, at the earliest. */
  readonly #publishedAt: number;
  /** Of times that have none. */
  readonly #zone: string;
  readonly #first = new Map<string, string>();

  /** @param readAt in milliseconds since 1970 */
  constructor(manifest: Manifest, columns: Columns, readAt: number, problems: Problems) {
    this.#columns = columns;
    this.#problems = problems;
    this.#startDay = manifest.time.reportingYearStartDay ?? januaryFirst;
    const { releaseAt, lastUpdated } = manifest;
    this.#publishedAt = releaseAt === undefined ? readAt : Math.max(readAt, Date.parse(releaseAt));
    this.#zone = /[+-]\d\d:\d\d$/.exec(releaseAt ?? lastUpdated)?.[0] ?? 'Z';
    const dimensions = new Set(manifest.dimensions.map(({ column }) => column));
    const present = (names: readonly string[]) =>
      names.flatMap((name) => {
        const column = columns.find(name);
        return column === undefined ? [] : [{ name, column }];
      });
    const isConstant = ({ name }: NamedColumn) => !dimensions.has(name);
    this.#checked = {
      action: columns.find('ACTION'),
      confidential: present(['CONF_STATUS', 'OBS_CONF']),
      embargo: columns.find(embargoColumn),
      startDay: columns.find(startDayColumn),
      constants: present(constantColumns).filter(isConstant),
      structure: present(structureColumns).filter(isConstant),
    };
    const inKey = new Set([...keyColumns, ...namedColumns(manifest).required]);
    this.#values = columns.names.filter((column) => !inKey.has(column) && !column.startsWith('STRUCTURE['));
  }

  check(line: number, fields: readonly string[], hasValue: boolean): void {
    if (!this.#columns.isSdmx) return;
    const checked = this.#checked;
    const action = refusedAction(fieldOf(fields, checked.action), hasValue);
    if (action !== null) this.#problems.add(line, 'ACTION', action);
    for (const { name, column } of checked.confidential) {
      const confStatus = fieldOf(fields, column);
      if (isFree(confStatus)) continue;
      this.#problems.add(
        line,
        name,
        `confidential (${confStatus.slice(0, 40)}); omit rows that are not for publication`,
      );
    }
    const embargo = fieldOf(fields, checked.embargo);
    if (embargo !== '' && !this.#isPublishedAfter(embargo)) {
      const problem = `under embargo until ${embargo.slice(0, 40)}; set releaseAt to this time or a later one`;
      this.#problems.add(line, embargoColumn, problem);
    }
    const startDay = fieldOf(fields, checked.startDay);
    if (startDay !== '' && startDay !== this.#startDay) {
      const expected = `${startDayColumn} of the manifest is ${this.#startDay}; set time.reportingYearStartDay`;
      this.#problems.add(line, startDayColumn, expected);
    }
    this.#checkConstants(line, fields, checked.constants);
  }

  /** @returns whether a row with the action Delete deletes whole observations of this dataflow */
  checkDeletion(line: number, fields: readonly string[]): boolean {
    this.#checkConstants(line, fields, this.#checked.structure);
    const given = this.#values.find((column) => this.#columns.read(fields, column) !== '');
    if (given === undefined) return true;
    this.#problems.add(line, given.slice(0, 64), partialDeletion(given.slice(0, 64)));
    return false;
  }

  #checkConstants(line: number, fields: readonly string[], columns: readonly NamedColumn[]): void {
    for (const { name, column } of columns) {
      const text = fieldOf(fields, column);
      const first = this.#first.get(name);
      if (text === first) continue;
      if (first === undefined) {
        this.#first.set(name, text);
        continue;
      }
      this.#problems.add(
        line,
        name,
        `${JSON.stringify(text.slice(0, 40))}, and ${JSON.stringify(first.slice(0, 40))} above; make it a dimension, or split the file`,
      );
    }
  }

  /** An embargo without a zone ends on the clock of the manifest. */
  #isPublishedAfter(embargo: string): boolean {
    const end = parsePeriod(embargo);
    if (end === undefined) return false;
    return this.#publishedAt >= end.start - offsetOf(end.zone || this.#zone) * minuteMs;
  }
}
