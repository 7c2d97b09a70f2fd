import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate';

/** Columns whose values a copy has for itself: ids, and names of stops. */
const ownColumns = new Set([
  ...['trip_id', 'stop_id', 'stop_name', 'route_id', 'service_id', 'shape_id', 'block_id', 'parent_station'],
  ...['from_stop_id', 'to_stop_id', 'from_trip_id', 'to_trip_id', 'from_route_id', 'to_route_id'],
]);
/** Files that describe all copies. */
const commonFiles = new Set(['agency.txt', 'feed_info.txt']);
/** Marks where a copy writes its own prefix. */
const mark = '\u0001';
const copiesOfRow = 300;

/** A file of a feed with marks; places are apart, because each copy lies elsewhere. */
interface Template {
  readonly name: string;
  readonly header: string;
  readonly rows: readonly (readonly string[])[];
  readonly latitude: number;
  readonly longitude: number;
}

/** A city, to be written as many cities beside each other. */
export interface City {
  readonly stopTimes: number;
  readonly templates: readonly Template[];
}

export function readCity(path: string): City {
  const files = Object.entries(unzipSync(readFileSync(path))).filter(([name]) => name.endsWith('.txt'));
  const templates = files.map(([name, bytes]) => templateOf(name, strFromU8(bytes)));
  const stopTimes = templates.find(({ name }) => name === 'stop_times.txt')?.rows.length ?? 0;
  return { stopTimes, templates };
}

/** Writes a feed with copies of a city, which share only operators: each has stops, trips and services. */
export function writeCopies({ templates }: City, copies: number, path: string): void {
  const file = openSync(path, 'w');
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    writeSync(file, chunk);
  });
  for (const template of templates) {
    const entry = new ZipDeflate(template.name, { level: 1 });
    zip.add(entry);
    entry.push(strToU8(`${template.header}\n`));
    const text = template.latitude === -1 ? textOf(template.rows) : null;
    const count = commonFiles.has(template.name) ? 1 : copies;
    for (let copy = 0; copy < count; copy += 1) {
      const rows = text ?? textOf(template.rows.map((cells) => movedStop(cells, template, copy)));
      entry.push(strToU8(rows.replaceAll(mark, `${copy}.`)));
    }
    entry.push(new Uint8Array(), true);
  }
  zip.end();
  closeSync(file);
}

function templateOf(name: string, content: string): Template {
  const [header = '', ...lines] = content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean);
  const columns = header.split(',');
  const isOwn = columns.map((column) => ownColumns.has(column) && !commonFiles.has(name));
  const rows = lines.map((line) =>
    cellsOf(line).map((cell, column) => {
      if (!isOwn[column] || cell === '') return cell;
      return cell.startsWith('"') ? `"${mark}${cell.slice(1)}` : `${mark}${cell}`;
    }),
  );
  return {
    name,
    header,
    rows,
    latitude: columns.indexOf('stop_lat'),
    longitude: columns.indexOf('stop_lon'),
  };
}

/** Cells with their quotes: a comma separates cells if an even number of quotes follows. */
function cellsOf(line: string): string[] {
  return line.includes('"') ? line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/) : line.split(',');
}

/** A degree to the east of the previous copy; before the earth is full, ten degrees to the south. */
function movedStop(cells: readonly string[], { latitude, longitude }: Template, copy: number): string[] {
  const east = Number(cells[longitude]) + (copy % copiesOfRow);
  const moved = [...cells];
  moved[longitude] = (((east + 540) % 360) - 180).toFixed(6);
  moved[latitude] = (Number(cells[latitude]) - 10 * Math.floor(copy / copiesOfRow)).toFixed(6);
  return moved;
}

function textOf(rows: readonly (readonly string[])[]): string {
  return `${rows.map((cells) => cells.join(',')).join('\n')}\n`;
}
