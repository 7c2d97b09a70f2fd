import { PublicError } from '@civic-graph/errors';
import {
  type ConnectionArguments,
  type CursorPosition,
  connectionFromArray,
  connectionFromPage,
  parseConnectionArguments,
} from '@civic-graph/subgraph-kit';
import { changeOf, type ListedChange } from '../changelog/change-row.ts';
import type { ChangePosition } from '../changelog/list-changes.ts';
import type { StoredCheck } from '../check/find-checks.ts';
import type { RolloutRow } from '../database/database.ts';
import { enumName } from '../enum-names.ts';
import type { RegistryContext } from './context.ts';
import type { ChangeResolvers } from './resolver-types.ts';

export const changeResolvers: ChangeResolvers<RegistryContext> = {
  kind: ({ kind }) => enumName(kind),
  rollout: ({ rollout }, _args, { loaders }) => (rollout === null ? null : loaders.rollouts.load(rollout)),
};

/** `Rollout.changes`. */
export async function rolloutChanges(
  { sequence }: RolloutRow,
  { subgraph = null, ...args }: ConnectionArguments & { readonly subgraph?: string | null | undefined },
  { loaders }: RegistryContext,
) {
  const page = parseConnectionArguments(args);
  const after = changePosition(page.after);
  if (after !== null && after.rollout !== sequence) throw notACursor();
  const rows = await loaders.changePages.load({
    ...{ rollout: sequence, subgraph: storable(subgraph) },
    ...{ after: after?.number ?? 0, size: page.first + 1 },
  });
  return connectionFromPage(rows.map(changeOf), page, positionOf);
}

/** `changes` of a check, which belong to no rollout yet. */
export function reportChanges({ report }: Pick<StoredCheck, 'report'>, args: ConnectionArguments) {
  const changes = report.changelog?.changes ?? [];
  return connectionFromArray(
    changes.map((change, index) => ({ ...change, rollout: null, number: index + 1 })),
    args,
  );
}

export function positionOf({ rollout, number }: ListedChange): CursorPosition {
  return [rollout ?? '', number];
}

/** @throws PublicError BAD_USER_INPUT where a client has forged the cursor */
export function changePosition(after: CursorPosition | null): ChangePosition | null {
  if (after === null) return null;
  const [rollout, number] = after;
  const isPosition =
    after.length === 2 &&
    typeof rollout === 'string' &&
    /^\d{1,18}$/.test(rollout) &&
    typeof number === 'number' &&
    Number.isInteger(number) &&
    Math.abs(number) < 32_768;
  if (isPosition) return { rollout, number };
  throw notACursor();
}

/** PostgreSQL rejects a text with NUL; no subgraph has such a name. */
export function storable(name: string | null): string | null {
  return name?.replaceAll('\0', ' ') ?? null;
}

function notACursor(): PublicError {
  return new PublicError('BAD_USER_INPUT', 'after: not a cursor of this list');
}
