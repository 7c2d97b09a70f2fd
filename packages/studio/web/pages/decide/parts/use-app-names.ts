import { useMemo } from 'react';
import { DecideAppChoicesDocument } from '../../../graph/operations.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';
import { useAgency } from './use-agency.ts';

/** Names of approved apps by client id; usage knows apps by their id alone. */
export function useAppNames(): ReadonlyMap<string, string> {
  const { language } = useAgency();
  const { items } = useAllPages(DecideAppChoicesDocument, { language }, ({ partnerApps }) => partnerApps);
  return useMemo(() => new Map(items?.map(({ clientId, name }) => [clientId, name])), [items]);
}
