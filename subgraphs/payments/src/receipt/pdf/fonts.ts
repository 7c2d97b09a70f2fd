import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export interface Fonts {
  readonly regular: Buffer;
  readonly medium: Buffer;
}

const require = createRequire(import.meta.url);

/**
 * Noto Sans SC (SIL Open Font License 1.1), complete: it has every character of GBK, for rare place names. A
 * PDF embeds only the used glyphs.
 */
export async function readFonts(): Promise<Fonts> {
  const [regular, medium] = await Promise.all([
    readFile(require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')),
    readFile(require.resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf')),
  ]);
  return { regular, medium };
}
