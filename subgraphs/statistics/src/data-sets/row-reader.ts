import { isObsStatus, type ObsStatus, withoutValue } from '../observations/obs-status.ts';
import { parsePeriod, periodExamples } from '../observations/time-period.ts';
import type { Region } from '../regions/region.ts';
import type { Cell } from './cell.ts';
import { isRegionDimension, type Manifest, type ManifestDimension } from './manifest.ts';
import type { Problems } from './problem.ts';

const areaCode = /^[A-Za-z0-9_-]{1,64}$/;
const decimal = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Turns the rows of one file into cells; what is wrong goes to `problems`, with line and column. */
export class RowReader {
  /** Regions that no register knows, and what the data set calls them. */
  readonly areas = new Map<string, string>();
  readonly #manifest: Manifest;
  readonly #position: ReadonlyMap<string, number>;
  readonly #register: ReadonlyMap<string, Region>;
  readonly #problems: Problems;
  /** The codes of each codelist under themselves: cells so share one string a code, however many they are. */
  readonly #codes: readonly ReadonlyMap<string, string>[];

  constructor(
    manifest: Manifest,
    position: ReadonlyMap<string, number>,
    register: ReadonlyMap<string, Region>,
    problems: Problems,
  ) {
    this.#manifest = manifest;
    this.#position = position;
    this.#register = register;
    this.#problems = problems;
    this.#codes = manifest.dimensions.map(
      (dimension) =>
        new Map(isRegionDimension(dimension) ? [] : dimension.codelist.codes.map(({ code }) => [code, code])),
    );
  }

  /** `undefined` where the row has a problem. */
  read(line: number, fields: readonly string[]): Cell | undefined {
    const row = (column: string) => fields[this.#position.get(column) ?? -1] ?? '';
    const { dimensions, time, measure, disclosure } = this.#manifest;
    const key = dimensions.map((dimension, index) => this.#code(dimension, index, row, line));
    const period = this.#period(time.column, row(time.column), line);
    const value = this.#number(measure.column, row(measure.column), line);
    const obsStatus = this.#obsStatus(value, row, line);
    const units = disclosure === undefined ? null : this.#units(disclosure.unitsColumn, value, row, line);
    if (!key.every((code) => code !== undefined)) return undefined;
    if (period === undefined || value === undefined || obsStatus === undefined || units === undefined) {
      return undefined;
    }
    return { key, period, value, obsStatus, units, line };
  }

  #code(
    dimension: ManifestDimension,
    index: number,
    row: (column: string) => string,
    line: number,
  ): string | undefined {
    const text = row(dimension.column);
    if (!isRegionDimension(dimension)) {
      const code = this.#codes[index]?.get(text);
      if (code === undefined) this.#problems.add(line, dimension.column, `unknown code ${quote(text)}`);
      return code;
    }
    const region = this.#register.get(text);
    if (region !== undefined) return region.code;
    const name = dimension.region.nameColumn === undefined ? '' : row(dimension.region.nameColumn);
    if (name !== '' && areaCode.test(text)) {
      if (!this.areas.has(text)) this.areas.set(text, name);
      return text;
    }
    this.#problems.add(
      line,
      dimension.column,
      `unknown region ${quote(text)}: neither GB/T 2260 nor ISO 3166-1 alpha-3`,
    );
    return undefined;
  }

  #period(column: string, text: string, line: number): string | undefined {
    if (parsePeriod(text)?.frequency === this.#manifest.frequency) return text;
    const { frequency } = this.#manifest;
    this.#problems.add(
      line,
      column,
      `${quote(text)} is no period of frequency ${frequency} (${periodExamples})`,
    );
    return undefined;
  }

  /** `null` where the field is empty. */
  #number(column: string, text: string, line: number): number | null | undefined {
    if (text === '') return null;
    if (decimal.test(text) && Number.isFinite(Number(text))) return Number(text);
    this.#problems.add(line, column, `${quote(text)} is not a number`);
    return undefined;
  }

  #obsStatus(
    value: number | null | undefined,
    row: (column: string) => string,
    line: number,
  ): ObsStatus | undefined {
    const column = this.#manifest.obsStatus?.column;
    const text = column === undefined ? '' : row(column);
    const status = text === '' ? (value === null ? 'O' : 'A') : text;
    if (!isObsStatus(status) || status === 'Q') {
      this.#problems.add(line, column ?? null, `${quote(status)} is no OBS_STATUS that a data set may bring`);
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
    row: (column: string) => string,
    line: number,
  ): number | null | undefined {
    const text = row(column);
    if (text === '' && value === null) return null;
    if (/^\d{1,15}$/.test(text)) return Number(text);
    this.#problems.add(
      line,
      column,
      `${quote(text)} is not a count of units, which disclosure control needs`,
    );
    return undefined;
  }
}

/** What a file says, cut short: it goes into a log. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
