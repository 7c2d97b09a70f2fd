import { useCallback, useState } from 'react';

/** Pinyin terms for the Chinese parts of a text. */
export type Pinyin = (text: string) => string;

const none: Pinyin = () => '';

/** The dictionary, and a function that loads it, since it is larger than the whole page. */
export function usePinyin(): readonly [Pinyin, load: () => void] {
  const [pinyin, setPinyin] = useState<Pinyin>(() => none);
  const load = useCallback(() => {
    import('./pinyin-terms.ts').then(
      ({ pinyinTerms }) => setPinyin(() => pinyinTerms),
      // Without the dictionary, the search still finds everything else.
      () => undefined,
    );
  }, []);
  return [pinyin, load];
}
