import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { DecideAppsDocument } from '../../../graph/operations.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';
import { useAgency } from '../parts/use-agency.ts';
import { isTrial } from './is-trial.ts';
import type { Total } from './readers.tsx';

type Read = Pick<Total, 'app' | 'readBy'>;

/** The capacity of a reader in words, which tells developers' tests from reads for citizens. */
export function useCapacity(): (read: Read) => string {
  const t = useTranslations('decide.readers');
  const words = useTranslations('words.dataReader');
  const { language } = useAgency();
  const { items } = useAllPages(DecideAppsDocument, { language }, (data) => data.appRegistrations);
  const states = useMemo(
    () => items && new Map(items.map(({ app, state }) => [app.clientId, state])),
    [items],
  );
  return useCallback(
    (read) =>
      states != null && isTrial(read, states.get(read.app?.clientId ?? '')) ? t('trial') : words(read.readBy),
    [t, words, states],
  );
}
