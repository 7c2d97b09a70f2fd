import { connectionFromArray } from '@civic-graph/subgraph-kit';
import { hasErrors, personalGains } from '../check/check-report.ts';
import type { StoredCheck } from '../check/find-checks.ts';
import { enumName } from '../enum-names.ts';
import { reportChanges } from './changelog.ts';
import type { RegistryContext } from './context.ts';
import type {
  AccessChangeResolvers,
  SchemaCheckResolvers,
  SchemaCheckState,
  SchemaProblemResolvers,
} from './resolver-types.ts';

const maxCallers = 50;

export const schemaCheckResolvers: SchemaCheckResolvers<RegistryContext> = {
  url: ({ id }) => `/#check=${id}`,
  agency: ({ agency }) => ({ id: agency }),
  version: ({ release }) => release,
  state: stateOf,
  checkedAt: ({ checkedAt }) => checkedAt.toISOString(),
  problems: ({ report }) => report.problems,
  accessChanges: ({ report }, args) => connectionFromArray(report.accessChanges, args),
  changes: reportChanges,
  async needs({ subgraph, report, request }, _args, { loaders }) {
    if (request !== null) return request.needs.map(enumName);
    if (hasErrors(report)) return [];
    const isNew = (await loaders.subgraphs.load(subgraph)) === null;
    return [
      ...(isNew ? (['NEW_SUBGRAPH'] as const) : []),
      ...(personalGains(report).length > 0 ? (['ACCESS_GAIN'] as const) : []),
    ];
  },
  requestedBy: ({ request }) => request?.subject ?? null,
  requestReason: ({ request }) => request?.reason ?? null,
  approvedBy: ({ request }) => request?.approver ?? null,
  approvalReason: ({ request }) => request?.approvalReason ?? null,
};

function stateOf({ passed, request }: StoredCheck): SchemaCheckState {
  if (!passed) return 'FAILED';
  switch (request?.state) {
    case undefined:
      return 'PASSED';
    case 'waiting':
      return 'AWAITING_APPROVAL';
    case 'published':
      return 'PUBLISHED';
    case 'superseded':
      return 'SUPERSEDED';
  }
}

export const schemaProblemResolvers: SchemaProblemResolvers<RegistryContext> = {
  severity: ({ severity }) => enumName(severity),
};

export const accessChangeResolvers: AccessChangeResolvers<RegistryContext> = {
  kind: ({ kind }) => enumName(kind),
  callers: ({ callers }) => callers.slice(0, maxCallers),
  affectedCitizens: ({ affectedCitizens }) => affectedCitizens ?? null,
};
