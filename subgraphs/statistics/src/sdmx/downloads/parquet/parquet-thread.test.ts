import { expect, it } from 'vitest';
import type { ParquetHead } from './parquet-file.ts';
import { openParquetThread } from './parquet-thread.ts';

it('reports a thread that has ended, each time', async () => {
  const encoder = openParquetThread({} as ParquetHead);
  await expect(encoder.add([])).rejects.toThrow(TypeError);
  await expect(encoder.add([])).rejects.toThrow();
  await expect(encoder.finish()).rejects.toThrow();
  await encoder.end();
});
