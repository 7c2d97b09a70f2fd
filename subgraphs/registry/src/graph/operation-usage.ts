import type { Principal } from '@civic-graph/policy';
import { enumName } from '../enum-names.ts';
import { ownsAlone } from '../usage/served-fields.ts';
import type { AppUse } from '../usage/usage-store.ts';
import type { RegistryContext } from './context.ts';
import { daysBefore, type UsageDesk, unavailable } from './field-usage.ts';
import type { AppRegistrationResolvers, OperationUsageResolvers } from './resolver-types.ts';

const maxOperations = 200;

/** Usage of an app. The identity service shows a registration only to those whom it concerns. */
export function registrationResolvers({
  usage,
  servedFields,
  clock,
}: UsageDesk): AppRegistrationResolvers<RegistryContext> {
  return {
    __resolveReference: ({ clientId }) => ({ clientId }),
    async operationUsage({ clientId }, { days }, { principal }) {
      const query = { app: clientId, since: daysBefore(clock(), days), limit: maxOperations };
      const [uses, served] = await Promise.all([usage.usesByApp(query), servedFields()]).catch(unavailable);
      return uses.flatMap((use) => visiblePart(use, principal, served));
    },
  };
}

/** Arguments are left out; an official sees the fields that are the agency's alone. */
function visiblePart(
  { coordinates, ...use }: AppUse,
  principal: Principal,
  served: Parameters<typeof ownsAlone>[0],
): AppUse[] {
  const fields = coordinates.filter((coordinate) => !coordinate.includes('('));
  if (principal.kind !== 'operator') return [{ ...use, coordinates: fields }];
  const own = fields.filter((field) => ownsAlone(served, field, principal.agency));
  return own.length === 0 ? [] : [{ ...use, coordinates: own }];
}

export const operationUsageResolvers: OperationUsageResolvers<RegistryContext> = {
  operation: ({ signature }) => signature,
  operationName: ({ name }) => name,
  kind: ({ kind }) => enumName(kind),
  failedCalls: ({ failed }) => failed,
  lastSeen: ({ lastSeen }) => lastSeen.toISOString(),
  fields: ({ coordinates }) => [...coordinates],
};
