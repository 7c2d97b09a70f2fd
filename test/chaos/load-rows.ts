import { readdir } from 'node:fs/promises';
import type { ChaosRow } from './row.ts';

const folder = new URL('./rows/', import.meta.url);

/** Every row, by name. */
export async function loadRows(): Promise<readonly ChaosRow[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  return Promise.all(
    files.map(async (file) => {
      const { row } = (await import(new URL(file, folder).href)) as { readonly row?: ChaosRow };
      if (row === undefined || `${row.name}.ts` !== file) {
        throw new Error(`rows/${file} exports no row of its name`);
      }
      return row;
    }),
  );
}
