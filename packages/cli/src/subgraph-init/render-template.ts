import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const templates = fileURLToPath(new URL('../../templates/', import.meta.url));

/** The template of `init`, and what `import` writes in place of its example. */
export type TemplateName = 'subgraph' | 'import';

/**
 * Writes the files of a template into a folder.
 *
 * @param values by placeholder: `name` for `__name__`
 * @param isWanted by path in the template
 */
export async function renderTemplate(
  folder: string,
  values: Readonly<Record<string, string>>,
  name: TemplateName = 'subgraph',
  isWanted: (path: string) => boolean = () => true,
): Promise<readonly string[]> {
  const template = join(templates, name, '/');
  const entries = await readdir(template, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => isWanted(file.slice(template.length)));
  return Promise.all(
    files.map(async (source) => {
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

/** A file of a template, with its placeholders. */
export function readTemplate(name: TemplateName, path: string): Promise<string> {
  return readFile(join(templates, name, path), 'utf8');
}
