import { type ASTNode, type DirectiveNode, type DocumentNode, Kind, visit } from 'graphql';
import { PolicyError } from './policy-error.ts';
import { isUrlLikeRule, resemblesRule } from './resembles-rule.ts';
import { type AccessRule, rulesOfLink, type SchemaKind, unimportedNames } from './rule-specifications.ts';
import { directiveArguments, isVersioned, type SchemaLink, schemaLinks } from './schema-links.ts';

/** Directive name in a document -> access rule. */
export type RuleNames = ReadonlyMap<string, AccessRule>;

/**
 * Returns the access rules of a schema under the names that `@link` gives them.
 *
 * @throws PolicyError if a directive resembles an access rule but is not enforced: declared by hand, or
 * linked from another URL, version or name. Serving it would leave the field unguarded.
 */
export function ruleNames(document: DocumentNode, kind: SchemaKind): RuleNames {
  const links = schemaLinks(document);
  refuseOtherLinks(document);
  const names = new Map<string, AccessRule>();
  const reserved = new Set<string>();
  const identities = new Set<string>();
  for (const link of links) {
    const rules = rulesOfLink(link, kind);
    if (rules.length === 0) {
      refuseForeignRules(link, kind);
      continue;
    }
    if (identities.has(link.identity))
      throw new PolicyError(`${link.identity} is linked twice; link it once`);
    identities.add(link.identity);
    for (const rule of rules) {
      const imported = link.imports.get(`@${rule}`);
      for (const name of unimportedNames(link, rule)) {
        if (imported === undefined) addName(names, name, rule);
        else reserved.add(name);
      }
      if (imported !== undefined) addName(names, imported.slice(1), rule);
    }
  }
  refuseUnknownImports(links, kind, names);
  refuseLookAlikes(document, names, reserved);
  return names;
}

function addName(names: Map<string, AccessRule>, name: string, rule: AccessRule): void {
  const known = names.get(name);
  if (known !== undefined && known !== rule) {
    throw new PolicyError(`@${name} is linked as @${known} and as @${rule}; give each a name of its own`);
  }
  names.set(name, rule);
}

function refuseForeignRules({ identity, version, namespace }: SchemaLink, kind: SchemaKind): void {
  if (isUrlLikeRule(identity) || resemblesRule(namespace)) {
    throw notEnforced(version === null ? identity : `${identity}/${version}`, kind);
  }
}

/** An element that has, or is imported under, the name of a rule unknown to its link. */
function refuseUnknownImports(links: readonly SchemaLink[], kind: SchemaKind, names: RuleNames): void {
  for (const link of links) {
    const rules: readonly string[] = rulesOfLink(link, kind);
    for (const [name, as] of link.imports) {
      if (!name.startsWith('@') || rules.includes(name.slice(1))) continue;
      if (resemblesRule(name) || resemblesRule(as) || names.has(as.slice(1))) {
        throw notEnforced(`${name} of ${link.identity}${link.version ? `/${link.version}` : ''}`, kind);
      }
    }
  }
}

function refuseLookAlikes(document: DocumentNode, names: RuleNames, reserved: ReadonlySet<string>): void {
  const refuse = (name: string, node: ASTNode) => {
    if (names.has(name) || !(reserved.has(name) || resemblesRule(name))) return;
    throw new PolicyError(
      `@${name} looks like an access rule but is not imported as one; import the rule with @link, or rename the directive`,
      { node },
    );
  };
  visit(document, {
    DirectiveDefinition: (definition) => refuse(definition.name.value, definition),
    Directive(directive) {
      refuse(directive.name.value, directive);
      if (directive.name.value === 'join__directive') refuseJoined(directive);
    },
  });
}

/** https://specs.apollo.dev/join/v0.5: a subgraph directive that composition copies without applying it. */
function refuseJoined(directive: DirectiveNode): void {
  const { name, args } = directiveArguments(directive);
  const url = typeof args === 'object' && args !== null && 'url' in args ? args.url : '';
  if (resemblesRule(String(name)) || isUrlLikeRule(String(url))) {
    throw new PolicyError(
      `@join__directive(name: "${name}") carries an access rule that the gateway does not enforce; remove it`,
    );
  }
}

/** `@core`, or `@link` under another name: their imports are not read here. */
function refuseOtherLinks(document: DocumentNode): void {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value === 'link') continue;
      const url = Object.values(directiveArguments(directive)).find(isVersioned);
      if (url === undefined) continue;
      throw new PolicyError(
        `@${directive.name.value} links ${url}, which is not read; use @link, and do not rename it`,
        { node: directive },
      );
    }
  }
}

function notEnforced(what: string, kind: SchemaKind): PolicyError {
  const remedy =
    kind === 'subgraph'
      ? 'import access rules from https://specs.apollo.dev/federation/v2.9 and https://civic-graph.example/data-class/v1.0'
      : 'compose the supergraph with supported versions of the rules';
  return new PolicyError(`${what} looks like an access rule but is not enforced; ${remedy}`);
}
