import { type ElementPolicy, ruleNames } from '@civic-graph/policy';
import { Kind } from 'graphql';
import { directivesNamed, hasFields } from '../graphql/type-declarations.ts';
import type { LintFinding, LintRule } from './lint-rule.ts';

/**
 * A field is nullable if it may be refused, or if its subgraph may be down while the object's owner answers;
 * otherwise its null would remove the whole object.
 */
export const nullability: LintRule = (declarations, { document, policies, standing }) => {
  const hidden = new Set(
    [...ruleNames(document, 'subgraph')].flatMap(([name, rule]) => (rule === 'inaccessible' ? name : [])),
  );
  return declarations.filter(hasFields).flatMap((node) =>
    (node.fields ?? []).flatMap((field): readonly LintFinding[] => {
      const isNullable = field.type.kind !== Kind.NON_NULL_TYPE;
      // Clients never request a hidden field.
      if (isNullable || directivesNamed(field, hidden).length > 0) return [];
      if (standing.isExternal(node, field) || standing.isShareable(node, field)) return [];
      const coordinate = `${node.name.value}.${field.name.value}`;
      const finding = (code: string, why: string) => [
        { node: field, code, message: `${coordinate}: make it nullable, because ${why}` },
      ];
      if (isGuarded(policies.get(coordinate))) {
        return finding('GUARDED_FIELD_NOT_NULL', 'a refusal would remove the whole object');
      }
      return standing.isExtended(node.name.value)
        ? finding('ADDED_FIELD_NOT_NULL', 'a failure of this subgraph would remove another’s object')
        : [];
    }),
  );
};

function isGuarded(policy: ElementPolicy | undefined): boolean {
  return (policy?.requirement ?? null) !== null;
}
