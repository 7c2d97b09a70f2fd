import { getNamedType, isObjectType } from 'graphql';
import type { RuleKind } from '../../callers/callers-without.ts';
import { type Check, doesNotApply, type Finding } from '../../check.ts';
import { type FieldPath, fieldsOf } from '../../schema/field-path.ts';
import { denyAlong } from '../rules/deny-along.ts';
import { firstAnswer, noSubscription, subscriptionPaths } from './open-subscription.ts';

const kinds: readonly RuleKind[] = ['authenticated', 'scopes', 'policies'];

export const rules: Check = {
  id: 'subscriptions/rules',
  section: 'subscriptions',
  holds: 'enforces its rules when a subscription begins, or in its events',
  async run(server) {
    const paths = subscriptionPaths(server);
    if (paths.length === 0) return [noSubscription];
    const findings: Finding[] = [];
    for (const path of paths.flatMap(withFieldsBelow)) {
      for (const kind of kinds) {
        findings.push(
          ...(await denyAlong(server, path, kind, (operation, caller) =>
            firstAnswer(server, server.subscription(operation, caller)),
          )),
        );
      }
    }
    return findings.length > 0 ? findings : [doesNotApply('no field that subscriptions reach has a rule')];
  },
};

/** The field of `Subscription`, and each field of its events. */
function withFieldsBelow(path: FieldPath): readonly FieldPath[] {
  const [step] = path.steps;
  const owner = step && getNamedType(step.field.type);
  if (step === undefined || !isObjectType(owner)) return [path];
  return [path, ...fieldsOf(owner).map((field) => ({ ...path, steps: [step, { owner, field }] }))];
}
