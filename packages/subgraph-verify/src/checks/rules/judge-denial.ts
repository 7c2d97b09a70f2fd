import type { Caller } from '../../callers/caller.ts';
import { isRefused } from '../../callers/is-refused.ts';
import { type Finding, failed, notChecked, passed } from '../../check.ts';
import type { Reply } from '../../http/exchange.ts';
import { type AnswerError, graphqlIn } from '../../http/graphql-answer.ts';
import { coordinateOf, type FieldPath } from '../../schema/field-path.ts';
import type { PathOperation } from '../../schema/path-operation.ts';
import { guardOf, guardOfType } from '../../schema/read-schema.ts';
import { valuesAt } from '../../schema/values-at.ts';
import { describeCall, describeReply, type TestedServer } from '../../tested-server.ts';
import { isRefusal } from './refusal.ts';

export interface Denial {
  readonly path: FieldPath;
  readonly operation: PathOperation;
  /** Lacks something that the last field of the path requires. */
  readonly caller: Caller;
}

/** Whether the reply shows that the field is refused to the caller. */
export function judgeDenial(server: TestedServer, denial: Denial, reply: Reply): Finding {
  const { path, operation, caller } = denial;
  const last = path.steps.at(-1);
  const coordinate = last ? coordinateOf(last) : 'the entity';
  const fail = () =>
    failed({
      sent: describeCall(operation, caller),
      expected: `${coordinate} null, and an error of code FORBIDDEN`,
      came: describeReply(reply),
    });
  const answer = graphqlIn(reply);
  if (answer === null) return fail();
  const { values, nulls } = valuesAt(answer.data, operation.location);
  if (values.length > 0) return fail();

  const refusals = answer.errors.filter(isRefusal);
  if (refusals.length === 0) {
    // The object exists, or nothing else explains its absence.
    if (answer.errors.length === 0 && nulls > 0) return fail();
    if (operation.lacks.length > 0) return lacking(operation, coordinate);
    if (answer.errors.length > 0 || isRefusedAt(server, denial, 0)) return fail();
    return notChecked('sample data in which the field is reached', coordinate);
  }
  const positions = refusals.map((error) => positionOf(error, operation.location));
  if (positions.some((at) => at === null || at === operation.location.length - 1)) return passed;
  // Above the field, a refusal is right if the rules there refuse this caller too.
  if (positions.some((at) => at !== null && isRefusedAt(server, denial, at))) return passed;
  return operation.lacks.length > 0
    ? lacking(operation, coordinate)
    : notChecked('a citizen in principals to whom the objects of the sample belong', coordinate);
}

export function lacking({ lacks }: PathOperation, coordinate: string): Finding {
  return notChecked(`${lacks.join(' and ')} in the sample file`, coordinate);
}

/** Whether the rules at a position of the path refuse the caller. */
function isRefusedAt({ schema, callerOptions }: TestedServer, { path, caller }: Denial, at: number): boolean {
  const isFromEntity = typeof path.from !== 'string';
  const step = path.steps[isFromEntity ? at - 1 : at];
  const guard =
    step !== undefined
      ? guardOf(schema, step.owner.name, step.field.name)
      : typeof path.from !== 'string'
        ? guardOfType(schema, path.from.type.name)
        : null;
  return guard !== null && isRefused(guard, caller.principal, callerOptions.strangerKey);
}

/** Position in the location; `null` if the error names no place on it. */
function positionOf({ path }: AnswerError, location: readonly string[]): number | null {
  const keys = path.filter((part) => typeof part === 'string');
  const isOnPath = keys.length > 0 && keys.every((key, at) => key === location[at]);
  return isOnPath ? keys.length - 1 : null;
}
