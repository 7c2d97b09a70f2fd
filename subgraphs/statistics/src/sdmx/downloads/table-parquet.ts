import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { DataMessage } from '../data/data-message.ts';
import { textIn } from '../message.ts';
import { cellsOf, columnsOf } from './table.ts';

type Cells = ReturnType<typeof cellsOf>;

/** Rows of a group. Smaller groups would make larger files. */
const groupRows = 20_000;

/** Parquet in row groups: codes and periods are texts, values doubles that may be null. */
export async function* tableParquet(message: DataMessage): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: columnData(message, []) });
  const parquet = new ParquetWriter({ writer, schema, kvMetadata: metadataOf(message) });
  let cells: Cells[] = [];
  for await (const rows of message.pages()) {
    for (const row of rows) cells.push(cellsOf(message, row));
    if (cells.length < groupRows) continue;
    await parquet.write({ columnData: columnData(message, cells), rowGroupSize: cells.length });
    cells = [];
    yield take(writer);
  }
  if (cells.length > 0)
    await parquet.write({ columnData: columnData(message, cells), rowGroupSize: cells.length });
  await parquet.finish();
  yield take(writer);
}

function columnData(message: DataMessage, cells: readonly Cells[]) {
  return columnsOf(message).map(({ id, type }, index) => ({
    name: id,
    type: type === 'number' ? ('DOUBLE' as const) : ('STRING' as const),
    nullable: type === 'number',
    data: cells.map((row) => row[index] ?? null),
  }));
}

function metadataOf({ query, header }: DataMessage) {
  const { manifest, publishedAt } = query.dataSet;
  return [
    { key: 'title', value: textIn(manifest.title, header.language) },
    { key: 'licence', value: manifest.licence.url },
    { key: 'source', value: manifest.source },
    { key: 'unit', value: manifest.measure.unit.code },
    { key: 'released', value: publishedAt },
  ];
}

/** Removes what has been written; offsets in the file keep counting. */
function take(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
