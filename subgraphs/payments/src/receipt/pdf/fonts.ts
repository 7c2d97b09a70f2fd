import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export interface Fonts {
  readonly regular: Buffer;
  readonly medium: Buffer;
}

/**
 * Noto Sans SC (SIL Open Font License 1.1), whole: it has every character of GBK, so that the names of rare places print
 * too. Of the 10 MB of each weight a PDF gets the glyphs that stand in it.
 */
export async function readFonts(): Promise<Fonts> {
  const [regular, medium] = await Promise.all(
    ['400Regular/NotoSansSC_400Regular.ttf', '500Medium/NotoSansSC_500Medium.ttf'].map((file) =>
      readFile(resolve(`@expo-google-fonts/noto-sans-sc/${file}`)),
    ),
  );
  if (regular === undefined || medium === undefined) throw new Error('no fonts');
  return { regular, medium };
}

const { resolve } = createRequire(import.meta.url);
