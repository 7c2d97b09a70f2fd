import { entitledCallers } from '../../callers/entitled-callers.ts';
import { type Check, doesNotApply, type Finding, failed, notChecked, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import {
  coordinateOf,
  type FieldPath,
  fieldsOf,
  pathsFromEntities,
  pathsFromQuery,
} from '../../schema/field-path.ts';
import { operationOf } from '../../schema/path-operation.ts';
import { guardOf } from '../../schema/read-schema.ts';
import { describeCall, describeReply, type TestedServer } from '../../tested-server.ts';
import { lacking } from './judge-denial.ts';
import { isRefusal } from './refusal.ts';

/** A server that refuses everybody follows all other rules. */
export const granted: Check = {
  id: 'rules/granted',
  section: 'rules',
  holds: 'allows callers who satisfy the rules',
  async run(server) {
    const tried: Tried[] = [];
    for (const path of guardedPaths(server)) tried.push(await tryCallers(server, path));
    if (tried.length === 0) return [doesNotApply('no field has a rule')];
    const refusals = tried.flatMap(({ refusal }) => refusal ?? []);
    const isAnyGranted = tried.some(({ finding }) => finding.verdict === 'passed');
    // A field may be refused for other reasons than its rules, but not every field.
    return !isAnyGranted && refusals.length > 0 ? refusals : tried.map(({ finding }) => finding);
  },
};

interface Tried {
  readonly finding: Finding;
  /** The caller certainly satisfies the rules. */
  readonly refusal: Finding | null;
}

function guardedPaths({ schema, sample }: TestedServer): readonly FieldPath[] {
  return [...pathsFromEntities(schema, sample), ...pathsFromQuery(schema, sample)].flatMap(
    ([type, { from, steps }]) =>
      fieldsOf(type)
        .filter((field) => guardOf(schema, type.name, field.name) !== null)
        .map((field) => ({ from, steps: [...steps, { owner: type, field }] })),
  );
}

/** At least one caller of the sample must be allowed. */
async function tryCallers(server: TestedServer, path: FieldPath): Promise<Tried> {
  const last = path.steps.at(-1);
  const coordinate = last ? coordinateOf(last) : '';
  const operation = operationOf(path, { sample: server.sample });
  const callers = entitledCallers(server, path);
  let refusal: Finding | null = null;
  for (const caller of callers) {
    const reply = await server.ask(operation, caller);
    const answer = graphqlIn(reply);
    if (answer !== null && !answer.errors.some(isRefusal)) return { finding: passed, refusal: null };
    // Further down, the objects may belong to others.
    if (!caller.isCertain || path.steps.length > 1) continue;
    const sent = describeCall(operation, caller);
    refusal ??= failed({ sent, expected: `no refusal of ${coordinate}`, came: describeReply(reply) });
  }
  const finding =
    callers.length > 0 && operation.lacks.length > 0
      ? lacking(operation, coordinate)
      : notChecked('a caller in principals who may read it in the sample', coordinate);
  return { finding, refusal };
}
