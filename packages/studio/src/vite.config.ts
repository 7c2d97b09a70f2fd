import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../web', import.meta.url));

/** Everything is bundled: no page asks another origin for anything, so the Studio works offline. */
export default defineConfig({
  root,
  plugins: [precompressed()],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    // The explorer is a document of its own, with another policy and a large editor.
    rolldownOptions: { input: [join(root, 'index.html'), join(root, 'explore.html')] },
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
