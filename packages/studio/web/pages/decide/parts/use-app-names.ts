import { useMemo } from 'react';
import { DecideAppChoicesDocument, DecideAppsDocument } from '../../../graph/operations.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';
import { useAgency } from './use-agency.ts';

/** Names of apps by client id. */
export type AppNames = ReadonlyMap<string, string>;

export function useApprovedApps(): AppNames {
  const { language } = useAgency();
  const { items } = useAllPages(DecideAppChoicesDocument, { language }, ({ partnerApps }) => partnerApps);
  return useMemo(() => new Map(items?.map(({ clientId, name }) => [clientId, name])), [items]);
}

/** Approved apps, and those that ask the agency for an approval: usage knows apps by their id alone. */
export function useAppNames(): AppNames {
  const { language } = useAgency();
  const approved = useApprovedApps();
  const { items } = useAllPages(DecideAppsDocument, { language }, (data) => data.appRegistrations);
  return useMemo(
    () => new Map([...approved, ...(items ?? []).map(({ app }) => [app.clientId, app.name] as const)]),
    [approved, items],
  );
}
