import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const template = fileURLToPath(new URL('../../templates/subgraph/', import.meta.url));

/**
 * Writes every file of the template into a folder.
 *
 * @param values by placeholder: `name` for `__name__`
 */
export async function renderTemplate(
  folder: string,
  values: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const entries = await readdir(template, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const source = join(parentPath, name);
      // npm would leave a file of the real name out of a package.
      const path = source.slice(template.length).replace(/(^|\/)gitignore$/, '$1.gitignore');
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, filled(await readFile(source, 'utf8'), values));
      return path;
    }),
  );
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/__([a-zA-Z]+?)__/g, (placeholder, name: string) => values[name] ?? placeholder);
}
