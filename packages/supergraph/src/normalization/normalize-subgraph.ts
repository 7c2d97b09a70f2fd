import { readSchemaPolicies, ruleNames } from '@civic-graph/policy';
import type { DocumentNode } from 'graphql';
import { federationNames } from '../graphql/federation-names.ts';
import { fieldStanding } from '../graphql/field-standing.ts';
import { pushCacheHints } from './push-cache-hints.ts';
import { pushClasses } from './push-classes.ts';
import { pushRootRules } from './push-root-rules.ts';
import { pushTags } from './push-tags.ts';

const argumentOf = { authenticated: null, requiresScopes: 'scopes', policy: 'policies' } as const;

/**
 * Moves directives of types to the fields that this subgraph resolves, because composition would spread them
 * to fields of other subgraphs. Access rules of types other than root types stay: they also guard fields that
 * return the type, and `__typename` (ADR 0051).
 * @throws PolicyError, CacheHintError for a directive that cannot be used
 */
export function normalizeSubgraph(document: DocumentNode): DocumentNode {
  const policies = readSchemaPolicies(document, 'subgraph');
  const standing = fieldStanding(document);
  const names = [...ruleNames(document, 'subgraph')];
  const classNames = new Set(names.flatMap(([name, rule]) => (rule === 'dataClass' ? name : [])));
  const rules = new Map(
    names.flatMap(([name, rule]): [string, string | null][] =>
      rule === 'dataClass' || rule === 'inaccessible' ? [] : [[name, argumentOf[rule]]],
    ),
  );
  const withHints = pushCacheHints(document, standing, policies);
  const withClasses = pushClasses(withHints, standing, classNames);
  return pushRootRules(pushTags(withClasses, standing, federationNames(document)('tag')), rules);
}
