import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Everything is bundled: the page asks no other origin for anything, so it works offline. */
export default defineConfig({
  root: fileURLToPath(new URL('../web', import.meta.url)),
  plugins: [precompressed()],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    // Monaco, the editor inside GraphiQL, is one lazily loaded chunk of 2.8 MB.
    chunkSizeWarningLimit: 3_000,
    reportCompressedSize: false,
  },
});

/** Compressed once here, not for each visitor. */
function precompressed(): Plugin {
  return {
    name: 'civic-graph:precompressed',
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      const names = await readdir(dir, { recursive: true });
      const texts = names.filter((name) => /\.(?:css|html|js|svg|ttf)$/.test(name));
      await Promise.all(texts.map((name) => compress(join(dir, name))));
    },
  };
}

async function compress(file: string): Promise<void> {
  await writeFile(`${file}.gz`, await promisify(gzip)(await readFile(file), { level: 9 }));
}
