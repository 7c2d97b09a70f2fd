import { CsvError, parse } from 'csv-parse/sync';

export type BulkFormat = 'csv' | 'json';

/** A row, numbered from 1, or its syntax problem. */
export type RawRow =
  | { readonly row: number; readonly value: unknown }
  | { readonly row: number; readonly problem: string };

/** The file is not in the declared format. */
export class UnreadableRows extends Error {
  override readonly name = 'UnreadableRows';
}

/** Thrown as soon as the limit is exceeded, before reading the rest. */
export class TooManyRows extends Error {
  override readonly name = 'TooManyRows';
}

/**
 * Reads a list of notices: CSV (RFC 4180) with a header, or a JSON array of objects. A broken row does not
 * affect the next ones if their start can be found.
 *
 * @param maximum number of rows; in CSV an unmatched quote counts as a row, because recovering costs as much
 * @throws UnreadableRows, TooManyRows
 */
export function readRows(format: BulkFormat, content: string, maximum = Number.POSITIVE_INFINITY): RawRow[] {
  const rows = format === 'csv' ? readCsv(content, maximum) : readJson(content);
  if (rows.length > maximum) throw new TooManyRows();
  return rows;
}

function readJson(content: string): RawRow[] {
  let list: unknown;
  try {
    list = JSON.parse(content);
  } catch {
    throw new UnreadableRows('this is not JSON');
  }
  if (!Array.isArray(list)) throw new UnreadableRows('this is not a JSON array');
  return list.map((value: unknown, index) => ({ row: index + 1, value }));
}

const columns = {
  reference: 'reference',
  region_code: 'regionCode',
  addressee: 'addressee',
  due_date: 'dueDate',
  revenue_code: 'revenueCode',
  legal_basis: 'legalBasis',
  amount_minor: 'amountMinor',
  late_fee_basis_points: 'dailyBasisPoints',
  late_fee_cap_percent: 'capPercent',
  offence: 'offence',
  place: 'place',
  occurred_at: 'occurredAt',
} as const;
type Column = keyof typeof columns;
type Cells = Partial<Record<(typeof columns)[Column], string>>;

const required: readonly Column[] = [
  'reference',
  'region_code',
  'due_date',
  'revenue_code',
  'legal_basis',
  'amount_minor',
];

function readCsv(content: string, maximum: number): RawRow[] {
  const broken: RawRow[] = [];
  const linesSkipped = new Set<unknown>();
  const rowsBroken = new Set<number>();
  let records: string[][];
  let line = 0;
  // The header is not counted as a row.
  let left = maximum + 1;
  const countOne = () => {
    left -= 1;
    if (left < 0) throw new TooManyRows();
  };
  try {
    records = parse(content, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_record: (record: string[]) => {
        countOne();
        return record;
      },
      on_skip: (error) => {
        countOne();
        // Called for each quote of the row; `records` counts the records before it, including the header.
        const row = Number(error?.records) + linesSkipped.size;
        if (!linesSkipped.has(error?.lines)) {
          broken.push({ row, problem: 'row: quotes do not match' });
          rowsBroken.add(row);
        }
        linesSkipped.add(error?.lines);
        return undefined;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableRows('this is not CSV');
    throw error;
  }
  const [header, ...rows] = records;
  if (header === undefined) throw new UnreadableRows('there is no header');
  const names = header.map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !(name in columns));
  if (unknown !== undefined) throw new UnreadableRows(`no column is called ${JSON.stringify(unknown)}`);
  const missing = required.find((name) => !names.includes(name));
  if (missing !== undefined) throw new UnreadableRows(`the column ${missing} is missing`);
  const good = rows.map((cells): RawRow => {
    line += 1;
    while (rowsBroken.has(line)) line += 1;
    if (cells.length !== names.length) {
      return { row: line, problem: `row: ${cells.length} columns, the header has ${names.length}` };
    }
    const named: Cells = {};
    for (const [index, name] of names.entries()) {
      const cell = cells[index]?.trim();
      if (cell) named[columns[name as Column]] = cell;
    }
    return { row: line, value: asOrder(named) };
  });
  return [...good, ...broken].sort((a, b) => a.row - b.row);
}

/** A CSV row has one item. */
function asOrder(cells: Cells): object {
  const {
    revenueCode,
    legalBasis,
    amountMinor,
    dailyBasisPoints,
    capPercent,
    offence,
    place,
    occurredAt,
    ...rest
  } = cells;
  const whole = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  return {
    ...rest,
    items: [{ revenueCode, legalBasis, amountMinor }],
    ...(dailyBasisPoints === undefined
      ? {}
      : { lateFee: { dailyBasisPoints: whole(dailyBasisPoints), capPercent: whole(capPercent) } }),
    ...((offence ?? place ?? occurredAt) ? { fineParticulars: { offence, place, occurredAt } } : {}),
  };
}
