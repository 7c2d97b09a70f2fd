import { useEffect, useState } from 'react';

/** Latin words for the Chinese parts of a text. */
export type Pinyin = (text: string) => string;

const none: Pinyin = () => '';

/** Loads the dictionary once somebody types Latin letters: it is larger than the whole page. */
export function usePinyin(typed: string): Pinyin {
  const [pinyin, setPinyin] = useState<Pinyin>(() => none);
  const isWanted = pinyin === none && /[a-z]/i.test(typed);
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    import('./pinyin-terms.ts').then(
      ({ pinyinTerms }) => isCurrent && setPinyin(() => pinyinTerms),
      // Without the dictionary, the search still finds everything else.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [isWanted]);
  return pinyin;
}
