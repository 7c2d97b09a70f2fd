export type Rows = readonly Readonly<Record<string, string>>[];

/** Formats rows as CSV (RFC 4180) with the columns of the first row. */
export function csv(rows: Rows): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function quoted(value: string): string {
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
