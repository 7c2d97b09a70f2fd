import { maxUsageBytes, maxUsageFields } from '@civic-graph/releases/usage';

/** Half of a batch, since a row also has counts. */
const maxCharacters = maxUsageBytes / 2;

/** Whether one row of a batch may name all these coordinates. */
export function fitsRow(fields: readonly string[]): boolean {
  return fieldsOfRows(fields).length <= 1;
}

/** Splits coordinates into as few rows as the registry accepts, in their order. */
export function fieldsOfRows(fields: readonly string[]): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let characters = 0;
  for (const field of fields) {
    // With its quotation marks and comma.
    const length = field.length + 3;
    if (row.length === 0 || row.length >= maxUsageFields || characters + length > maxCharacters) {
      row = [];
      rows.push(row);
      characters = 0;
    }
    row.push(field);
    characters += length;
  }
  return rows;
}
