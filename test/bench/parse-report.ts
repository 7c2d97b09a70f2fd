/** A table of a report; a cell is the printed text. */
export interface ReportTable {
  /** Bold line above the table; empty if there is none. */
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A suite's report, without its layout. */
export interface ParsedReport {
  /** Paragraphs and list items, one line each. */
  readonly notes: readonly string[];
  readonly tables: readonly ReportTable[];
}

/** Separates the tables from the text of a suite's Markdown. */
export function parseReport(markdown: string): ParsedReport {
  const notes: string[] = [];
  const tables: ReportTable[] = [];
  let title = '';
  for (const block of markdown.split(/\n\s*\n/).map((text) => text.trim())) {
    if (block.startsWith('|')) {
      const [columns = [], , ...rows] = block.split('\n').map(cellsOf);
      tables.push({ title, columns, rows });
      title = '';
    } else if (/^\*\*.*\*\*$/.test(block)) {
      title = block.slice(2, -2);
    } else if (block.startsWith('- ')) {
      notes.push(...block.split(/\n(?=- )/).map((item) => item.slice(2).replaceAll('\n', ' ')));
    } else if (block !== '') {
      notes.push(block.replaceAll('\n', ' '));
    }
  }
  return { notes, tables };
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}
