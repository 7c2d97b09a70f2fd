import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { SelectedRow } from '../../observations/selection-reader.ts';
import type { DataMessage } from '../data/data-message.ts';
import { textIn } from '../message.ts';
import { cellsOf, columnsOf } from './table.ts';

/** Parquet, a row group for each page: codes and periods are texts, values doubles that may be null. */
export async function* tableParquet(message: DataMessage): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: columnData(message, []) });
  const parquet = new ParquetWriter({ writer, schema, kvMetadata: metadataOf(message) });
  for await (const rows of message.pages()) {
    await parquet.write({ columnData: columnData(message, rows), rowGroupSize: rows.length });
    yield take(writer);
  }
  await parquet.finish();
  yield take(writer);
}

function columnData(message: DataMessage, rows: readonly SelectedRow[]) {
  const cells = rows.map((row) => cellsOf(message, row));
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
