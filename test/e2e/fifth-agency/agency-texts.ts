import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How the agency and its scope are named to citizens. */
export const texts = {
  agency: { zh: '示范市文化局', en: 'Culture Bureau' },
  title: { zh: '图书借阅记录', en: 'Library loans' },
  content: { zh: '所借图书与借阅地点', en: 'What you borrowed, and where' },
} as const;

/** Writes them into the manifest of a new folder, as its agency would. */
export async function nameAgency(folder: string): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as {
    readonly agency: object;
    readonly scopes: readonly [object];
  };
  const agency = { ...manifest.agency, name: texts.agency };
  const scopes = [{ ...manifest.scopes[0], title: texts.title, content: texts.content }];
  await writeFile(path, JSON.stringify({ ...manifest, agency, scopes }));
}
