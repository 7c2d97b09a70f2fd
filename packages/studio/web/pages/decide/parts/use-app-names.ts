import { useMemo } from 'react';
import { DecideAppChoicesDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useAgency } from './use-agency.ts';

/** Names of approved apps by client id; usage knows apps by their id alone. */
export function useAppNames(): ReadonlyMap<string, string> {
  const { language } = useAgency();
  const nodes = useOperation(DecideAppChoicesDocument, { language }).data?.data.partnerApps.nodes;
  return useMemo(() => new Map(nodes?.map(({ clientId, name }) => [clientId, name])), [nodes]);
}
