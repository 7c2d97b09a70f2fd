import { isGivenStatus, mostImportant, type ObsStatus, withoutValue } from '../observations/obs-status.ts';
import type { Region } from '../regions/region.ts';
import type { CellColumns } from './cell-columns.ts';
import { type Column, type Columns, fieldOf } from './columns.ts';
import type { Deletions } from './deletions.ts';
import { parseExactly } from './exact-number.ts';
import { isRegionDimension, type Manifest } from './manifest.ts';
import { PeriodList } from './period-list.ts';
import type { Problems } from './problem.ts';
import type { SdmxRows } from './sdmx-rows.ts';

const areaCode = /^[A-Za-z0-9_-]{1,64}$/;
/** Areas of a file that are in no register; the profile of a release, which is in memory, names them. */
const maximumAreas = 100_000;
const maximumNameLength = 200;
const notANumber = /^nan$/i;

/** Converts rows of a file to cells; reports `problems` with line and column. */
export class RowReader {
  /** Regions that are in no register, with the names that the data set gives them. */
  readonly areas = new Map<string, string>();
  /** The codes of each dimension, each with its number in the cells. */
  readonly codes: readonly Map<string, number>[];
  /** The periods of the rows, each with its number in the cells. */
  readonly periods: PeriodList;
  readonly #manifest: Manifest;
  readonly #columns: Columns;
  readonly #register: ReadonlyMap<string, Region>;
  readonly #problems: Problems;
  readonly #cells: CellColumns;
  readonly #sdmx: SdmxRows;
  readonly #deletions: Deletions;
  readonly #obsStatusColumn: string | undefined;
  /** Where the values of a row are. */
  readonly #places: {
    readonly dimensions: readonly (Column | undefined)[];
    readonly time: Column | undefined;
    readonly measure: Column | undefined;
    readonly obsStatus: Column | undefined;
    /** Of SDMX files only. */
    readonly action: Column | undefined;
  };
  /** Codes of the row that is being read. */
  readonly #row: number[];
  /** Number of the row that is being read, from 1. */
  #number = 0;

  constructor(
    manifest: Manifest,
    columns: Columns,
    register: ReadonlyMap<string, Region>,
    cells: CellColumns,
    deletions: Deletions,
    sdmx: SdmxRows,
    problems: Problems,
  ) {
    this.#manifest = manifest;
    this.#columns = columns;
    this.#register = register;
    this.#cells = cells;
    this.#problems = problems;
    this.#sdmx = sdmx;
    this.#deletions = deletions;
    const isGiven = columns.isSdmx && columns.has('OBS_STATUS');
    this.#obsStatusColumn = manifest.obsStatus?.column ?? (isGiven ? 'OBS_STATUS' : undefined);
    this.#places = {
      dimensions: manifest.dimensions.map(({ column }) => columns.find(column)),
      time: columns.find(manifest.time.column),
      measure: columns.find(manifest.measure.column),
      obsStatus: this.#obsStatusColumn === undefined ? undefined : columns.find(this.#obsStatusColumn),
      action: columns.isSdmx ? columns.find('ACTION') : undefined,
    };
    this.periods = new PeriodList(manifest.frequency, manifest.time.reportingYearStartDay);
    this.#row = manifest.dimensions.map(() => 0);
    this.codes = manifest.dimensions.map(
      (dimension) =>
        new Map(
          isRegionDimension(dimension)
            ? []
            : dimension.codelist.codes.map(({ code }, index) => [code, index]),
        ),
    );
  }

  /** Adds the row to the cells, unless it has a problem or is deleted. */
  read(line: number, fields: readonly string[]): void {
    this.#number += 1;
    if (fieldOf(fields, this.#places.action) === 'D') {
      if (!this.#deletions.areKnown) this.#delete(line, fields);
      return;
    }
    if (this.#deletions.areKnown && this.#isDeleted(fields)) return;
    const { dimensions, measure, disclosure } = this.#manifest;
    let hasCodes = true;
    for (let index = 0; index < dimensions.length; index += 1) {
      const text = fieldOf(fields, this.#places.dimensions[index]);
      const code = this.codes[index]?.get(text) ?? this.#newCode(index, text, fields, line);
      if (code === undefined) hasCodes = false;
      else this.#row[index] = code;
    }
    const period = this.#period(fieldOf(fields, this.#places.time), line);
    const value = this.#value(measure.column, fieldOf(fields, this.#places.measure), line);
    if (value !== undefined) this.#sdmx.check(line, fields, value !== null);
    const obsStatus = this.#obsStatus(value, fields, line);
    const units = disclosure === undefined ? null : this.#units(disclosure.unitsColumn, value, fields, line);
    if (!hasCodes) return;
    if (period === undefined || value === undefined || obsStatus === undefined || units === undefined) return;
    if (this.#problems.none) {
      this.#cells.add({ codes: this.#row, period, value, obsStatus, units, line });
    }
  }

  /** Notes what a row with the action Delete removes of the rows before it. */
  #delete(line: number, fields: readonly string[]): void {
    if (!this.#sdmx.checkDeletion(line, fields)) return;
    const codes = this.#codeTexts(fields);
    for (const [index, dimension] of this.#manifest.dimensions.entries()) {
      const text = codes[index] ?? '';
      const isRegion = isRegionDimension(dimension) && this.#register.has(text);
      if (text === '' || isRegion || this.codes[index]?.has(text)) continue;
      const problem = `${quote(text)} is no code of the rows above; correct it, or leave it empty for all codes`;
      this.#problems.add(line, dimension.column, problem);
    }
    const problem = this.#deletions.add(codes, fieldOf(fields, this.#places.time), this.#number);
    if (problem !== null) this.#problems.add(line, this.#manifest.time.column, problem);
  }

  #isDeleted(fields: readonly string[]): boolean {
    return this.#deletions.removes(this.#codeTexts(fields), fieldOf(fields, this.#places.time), this.#number);
  }

  #codeTexts(fields: readonly string[]): readonly string[] {
    return this.#places.dimensions.map((column) => fieldOf(fields, column));
  }

  /** The number of a code that is not known yet; regions are only known from the rows. */
  #newCode(index: number, text: string, fields: readonly string[], line: number): number | undefined {
    const dimension = this.#manifest.dimensions[index];
    if (dimension === undefined) return undefined;
    if (!isRegionDimension(dimension)) {
      this.#problems.add(line, dimension.column, `unknown code ${quote(text)}`);
      return undefined;
    }
    const name =
      dimension.region.nameColumn === undefined
        ? ''
        : this.#columns.read(fields, dimension.region.nameColumn);
    if (!this.#register.has(text)) {
      if (name === '' || !areaCode.test(text)) {
        this.#problems.add(
          line,
          dimension.column,
          `unknown region ${quote(text)}: neither GB/T 2260 nor ISO 3166-1 alpha-3`,
        );
        return undefined;
      }
      if (this.areas.size >= maximumAreas || name.length > maximumNameLength) {
        const problem =
          name.length > maximumNameLength
            ? `the name of ${quote(text)} has more than ${maximumNameLength} characters; shorten it`
            : `more than ${maximumAreas} areas that are in no register; split the data set`;
        this.#problems.add(line, dimension.column, problem);
        return undefined;
      }
      this.areas.set(text, name);
    }
    const number = this.codes[index]?.size ?? 0;
    this.codes[index]?.set(text, number);
    return number;
  }

  #period(text: string, line: number): number | undefined {
    const period = this.periods.numberOf(text);
    if (typeof period === 'number') return period;
    this.#problems.add(line, this.#manifest.time.column, `${quote(text)} ${period.problem}`);
    return undefined;
  }

  /** `null` if the field is empty, or NaN, SDMX-CSV's mark of an intentionally missing value. */
  #value(column: string, text: string, line: number): number | null | undefined {
    if (text === '' || notANumber.test(text)) return null;
    const value = parseExactly(text);
    if (typeof value === 'number') return value;
    this.#problems.add(
      line,
      column,
      value === 'inexact'
        ? `${quote(text)} would be rounded; write at most 15 digits, or take a larger unit`
        : `${quote(text)} is not a number`,
    );
    return undefined;
  }

  #obsStatus(
    value: number | null | undefined,
    fields: readonly string[],
    line: number,
  ): ObsStatus | undefined {
    const column = this.#obsStatusColumn;
    const text = fieldOf(fields, this.#places.obsStatus);
    const { separator = '' } = this.#places.obsStatus ?? {};
    const isSeveral = separator !== '' && text.includes(separator);
    const given = isSeveral ? mostImportant(text.split(separator).filter(Boolean), value !== null) : text;
    const status = given === '' ? (value === null ? 'O' : 'A') : given;
    if (!isGivenStatus(status)) {
      this.#problems.add(
        line,
        column ?? null,
        `${quote(status)} is not an OBS_STATUS that a data set may use`,
      );
      return undefined;
    }
    if (value !== undefined && withoutValue.has(status) !== (value === null)) {
      const problem = value === null ? 'has no value' : 'has a value';
      this.#problems.add(line, column ?? null, `status ${status}, but the row ${problem}`);
      return undefined;
    }
    return status;
  }

  #units(
    column: string,
    value: number | null | undefined,
    fields: readonly string[],
    line: number,
  ): number | null | undefined {
    const text = this.#columns.read(fields, column);
    if ((text === '' || notANumber.test(text)) && value === null) return null;
    if (/^\d{1,15}$/.test(text)) return Number(text);
    this.#problems.add(
      line,
      column,
      `${quote(text)} is not a count of units, which disclosure control needs`,
    );
    return undefined;
  }
}

/** Quotes a value from the file, truncated for the log. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
