import { PublicError } from '@civic-graph/errors';
import { connectionFromArray } from '@civic-graph/subgraph-kit';
import { enumName } from '../enum-names.ts';
import { actsFor, officialOf } from '../publish/official.ts';
import type { ServedFields } from '../usage/served-fields.ts';
import type { UsageStore } from '../usage/usage-store.ts';
import { usageDays } from '../usage/usage-table.ts';
import type { RegistryContext } from './context.ts';
import type { ErrorUsageResolvers, FieldUsageResolvers, QueryResolvers } from './resolver-types.ts';

export interface UsageDesk {
  readonly usage: UsageStore;
  readonly servedFields: () => Promise<ServedFields | null>;
  readonly clock: () => Date;
}

/** Apps and operations of a field that can be listed. */
const maxUses = 1_000;
const dayMs = 24 * 60 * 60_000;

export function usageQueries({
  usage,
  servedFields,
  clock,
}: UsageDesk): Pick<QueryResolvers<RegistryContext>, 'fieldUsage'> {
  return {
    async fieldUsage(_root, { coordinate, days, ...page }, { principal }) {
      const by = officialOf(principal);
      const agencies = (await servedFields())?.agenciesOf(coordinate) ?? [];
      if (agencies.length === 0) {
        const message = 'coordinate: is no field in force; write one such as Station.departures';
        throw new PublicError('BAD_USER_INPUT', message);
      }
      // Who uses a shared field, uses any of its agencies.
      if (!agencies.every((agency) => actsFor(by, agency))) {
        const owners = agencies.join(' and ');
        const message =
          agencies.length > 1
            ? `the agencies ${owners} share the field; ask the platform's admin`
            : `the field belongs to the agency ${owners}; ask its officials`;
        throw new PublicError('FORBIDDEN', message);
      }
      const query = { coordinates: [coordinate], since: daysBefore(clock(), days), limit: maxUses };
      const [uses, countedSince] = await Promise.all([usage.uses(query), usage.countedSince()]).catch(
        unavailable,
      );
      return { ...connectionFromArray(uses, page), countedSince: countedSince?.toISOString() ?? null };
    },
  };
}

/** @throws PublicError BAD_USER_INPUT for days whose usage is no longer stored */
export function daysBefore(now: Date, days: number | null | undefined): Date {
  const back = days ?? 30;
  if (back < 1 || back > usageDays) {
    throw new PublicError('BAD_USER_INPUT', `days: must be between 1 and ${usageDays}`);
  }
  return new Date(now.getTime() - back * dayMs);
}

/** Throws, because usage cannot be read now. */
export function unavailable(): never {
  throw new PublicError('SERVICE_UNAVAILABLE', undefined, { extensions: { retryAfter: 5 } });
}

export const fieldUsageResolvers: FieldUsageResolvers<RegistryContext> = {
  operation: ({ signature }) => signature,
  operationName: ({ name }) => name,
  kind: ({ kind }) => enumName(kind),
  failedCalls: ({ failed }) => failed,
  lastSeen: ({ lastSeen }) => lastSeen.toISOString(),
};

export const errorUsageResolvers: ErrorUsageResolvers<RegistryContext> = {
  calls: ({ count }) => count,
};
