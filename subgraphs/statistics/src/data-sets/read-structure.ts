import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { MessageError } from './messages/message-error.ts';
import { readStructureJson } from './messages/structure-json-reader.ts';
import { StructureMessage } from './messages/structure-message.ts';
import { readStructureXml } from './messages/structure-xml-reader.ts';
import { type Checked, Problems, refused } from './problem.ts';
import { maximumManifestBytes, unreadable } from './regular-file.ts';

/** Reads structure messages, SDMX-ML 3 or SDMX-JSON 2, which together describe a data set. */
export async function readStructure(
  files: readonly string[],
  manifestFile: string,
): Promise<Checked<StructureMessage>> {
  const message = new StructureMessage();
  for (const name of files) {
    const file = resolve(dirname(manifestFile), name);
    const problems = new Problems(file);
    const irregular = await unreadable(file, maximumManifestBytes);
    const text = irregular === null ? await readFile(file, 'utf8').catch(() => null) : null;
    if (text === null) problems.add(null, null, irregular ?? 'cannot be read; correct its permissions');
    else {
      try {
        const content = text.replace(/^\ufeff/, '');
        if (content.trimStart().startsWith('<')) await readStructureXml(content, message);
        else readStructureJson(content, message);
      } catch (error) {
        if (!(error instanceof MessageError)) throw error;
        problems.add(error.line, null, error.message);
      }
    }
    if (!problems.none) return refused(problems);
  }
  return { ok: true, value: message };
}
