import type { DataMessage } from '../../data/data-message.ts';
import { textIn } from '../../message.ts';
import { cellsOf, columnsOf } from '../table.ts';
import type { ParquetHead } from './parquet-file.ts';
import { openParquetThread, type ParquetEncoder } from './parquet-thread.ts';

/**
 * Parquet in row groups: codes and periods are texts, values doubles that may be null.
 *
 * @param open where the rows are encoded, page by page
 */
export async function* tableParquet(
  message: DataMessage,
  open: (head: ParquetHead) => ParquetEncoder = openParquetThread,
): AsyncGenerator<Uint8Array> {
  const encoder = open(headOf(message));
  try {
    for await (const rows of message.pages()) {
      const bytes = await encoder.add(rows.map((row) => cellsOf(message, row)));
      if (bytes.length > 0) yield bytes;
    }
    yield await encoder.finish();
  } finally {
    await encoder.end();
  }
}

function headOf(message: DataMessage): ParquetHead {
  const { query, header } = message;
  const { manifest, publishedAt } = query.dataSet;
  return {
    columns: columnsOf(message).map(({ id, type }) => ({
      name: id,
      type: type === 'number' ? 'DOUBLE' : 'STRING',
    })),
    metadata: [
      { key: 'title', value: textIn(manifest.title, header.language) },
      { key: 'licence', value: manifest.licence.url },
      { key: 'source', value: manifest.source },
      { key: 'unit', value: manifest.measure.unit.code },
      { key: 'released', value: publishedAt },
    ],
  };
}
