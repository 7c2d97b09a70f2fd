import { meaningOf, type NoticeCode } from '../../notices/catalogue.ts';
import type { FieldSpec, NamedField, TableSpec } from '../schema/table-spec.ts';
import { fractionDigits } from './currencies.ts';
import { lacksMixedCase } from './mixed-case.ts';
import type { CurrentRow } from './row-view.ts';
import { checkValue } from './value-checks.ts';

/** Fields with values to check, chosen once for a file, because it has many rows. */
export function checkedFields({ fields }: TableSpec, columns: ReadonlySet<string>): readonly NamedField[] {
  return Object.entries(fields).filter(
    ([field, { presence }]) => columns.has(field) || presence === 'recommended',
  );
}

/** Checks the values of a row, each by itself. */
export function checkValues(row: CurrentRow, fields: readonly NamedField[]): void {
  for (const [field, spec] of fields) checkField(row, field, spec);
}

function checkField(row: CurrentRow, field: string, spec: FieldSpec): void {
  const raw = row.raw(field);
  const value = raw.trim();
  if (value === '') {
    if (spec.presence === 'required') fail(row, 'missing_required_field', field);
    if (spec.presence === 'recommended') fail(row, 'missing_recommended_field', field);
    return;
  }
  if (raw !== value) fail(row, 'leading_or_trailing_whitespaces', field);
  if (/[\n\r]/.test(value)) fail(row, 'new_line_in_value', field);
  if (value.includes('\uFFFD')) fail(row, 'invalid_character', field);
  const code = checkValue(spec, value);
  if (code !== null) fail(row, code, field);
  else if (spec.isMixedCase === true && lacksMixedCase(value)) {
    fail(row, 'mixed_case_recommended_field', field);
  }
}

function fail(row: CurrentRow, code: NoticeCode, field: string): void {
  if (meaningOf(code).severity === 'ERROR') row.hasErrors = true;
  row.notice(code, field);
}

/** Fields to check together with another one. */
export function pairedFields({ fields }: TableSpec): readonly NamedField[] {
  return Object.entries(fields).filter(
    ([, { type, endsIn, currencyIn }]) =>
      type === 'latitude' || type === 'longitude' || endsIn !== undefined || currencyIn !== undefined,
  );
}

/** Checks that concern several values of a row without errors: places, ranges and amounts. */
export function checkPairs(row: CurrentRow, fields: readonly NamedField[]): void {
  let latitude: number | null = null;
  for (const [field, { type, endsIn, currencyIn }] of fields) {
    if (type === 'latitude') latitude = row.number(field);
    if (type === 'longitude') checkPlace(row, field, latitude, row.number(field));
    if (endsIn !== undefined) checkRange(row, field, type === 'date', endsIn);
    if (currencyIn !== undefined) checkAmount(row, field, row.text(currencyIn));
  }
}

function checkPlace(row: CurrentRow, field: string, latitude: number | null, longitude: number | null): void {
  if (latitude === null || longitude === null) return;
  const place = `${latitude}, ${longitude}`;
  if (Math.abs(latitude) <= 1 && Math.abs(longitude) <= 1) row.notice('point_near_origin', field, place);
  if (Math.abs(latitude) >= 89) row.notice('point_near_pole', field, place);
}

function checkRange(
  row: CurrentRow,
  field: string,
  isDate: boolean,
  { field: endField, mayBeEqual }: NonNullable<FieldSpec['endsIn']>,
): void {
  const start = isDate ? row.day(field) : row.seconds(field);
  const end = isDate ? row.day(endField) : row.seconds(endField);
  if (start === null || end === null) return;
  if (start > end) row.notice('start_and_end_range_out_of_order', endField);
  if (start === end && !mayBeEqual) row.notice('start_and_end_range_equal', endField);
}

function checkAmount(row: CurrentRow, field: string, currency: string): void {
  const digits = fractionDigits(currency);
  const amount = row.text(field);
  if (digits === null || amount === '') return;
  const given = amount.includes('.') ? amount.length - amount.indexOf('.') - 1 : 0;
  if (given !== digits) row.notice('invalid_currency_amount', field, `${amount} ${currency}`);
}
