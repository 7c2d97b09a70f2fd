import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import type { Total } from './readers.tsx';

/** The capacity of a reader in words, which tells developers' tests from reads for citizens. */
export function useCapacity(): (read: Pick<Total, 'isTest' | 'readBy'>) => string {
  const t = useTranslations('decide.readers');
  const words = useTranslations('words.dataReader');
  return useCallback(({ isTest, readBy }) => (isTest ? t('trial') : words(readBy)), [t, words]);
}
