import { isRequiredArgument } from 'graphql';
import { callersWithout, type RuleKind } from '../../callers/callers-without.ts';
import type { Finding } from '../../check.ts';
import type { Sample } from '../../sample.ts';
import { coordinateOf, type FieldPath } from '../../schema/field-path.ts';
import { operationOf } from '../../schema/path-operation.ts';
import { guardOf } from '../../schema/read-schema.ts';
import type { TestedServer } from '../../tested-server.ts';
import { judgeDenial } from './judge-denial.ts';

/**
 * Requests the last field of a path as every caller whom its rules refuse.
 *
 * @param ask default is a plain call
 */
export async function denyAlong(
  server: TestedServer,
  path: FieldPath,
  kind: RuleKind,
  ask: TestedServer['ask'] = server.ask,
): Promise<readonly Finding[]> {
  const last = path.steps.at(-1);
  const found = last ? guardOf(server.schema, last.owner.name, last.field.name) : null;
  if (found === null) return [];
  const guard = { ...found, hasOwner: found.hasOwner && namesObject(path, server.sample) };
  const operation = operationOf(path, { sample: server.sample });
  const findings: Finding[] = [];
  for (const caller of callersWithout(kind, guard, server.callerOptions)) {
    const reply = await ask(operation, caller);
    findings.push(judgeDenial(server, { path, operation, caller }, reply));
  }
  // A field that some callers may not read need not be on another caller's path, such as below `me`.
  const isTried = findings.some(({ verdict }) => verdict !== 'not checked');
  return isTried ? findings.filter(({ verdict }) => verdict !== 'not checked') : findings;
}

/** Whether the operation requests one object of the sample, instead of one that each caller has. */
function namesObject({ from, steps }: FieldPath, sample: Sample): boolean {
  if (typeof from !== 'string') return true;
  const [first] = steps;
  if (first === undefined || steps.length > 2) return false;
  return first.field.args.some(isRequiredArgument) && coordinateOf(first) in sample.arguments;
}
