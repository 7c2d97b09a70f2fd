import type { AnyOfAllOf } from '@civic-graph/policy';
import { locate } from '../graphql/locate.ts';
import { hasFields, typeDeclarations } from '../graphql/type-declarations.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { placeOf, type SubgraphDocument } from './subgraph-document.ts';
import { whoCanFix } from './who-can-fix.ts';

/** Alternatives of one rule: the composer compares each with all of another rule. */
const maxAlternatives = 100;
/** Combinations of the rules that the composer gathers on an interface: this many take five seconds. */
const maxCombinations = 10_000;

/** Finds rules for which the composer would calculate without end; to be called before it. */
export function gatheredCombinations(
  subgraphs: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  const long = subgraphs.flatMap((subgraph) => longRules(subgraph));
  return long.length > 0 ? long : interfaceProblems(subgraphs, changed);
}

function longRules({ name, file, document, policies }: SubgraphDocument): readonly SchemaProblem[] {
  return [...policies].flatMap(([coordinate, { requirement }]) => {
    const most = Math.max(requirement?.scopes?.length ?? 0, requirement?.policies?.length ?? 0);
    if (most <= maxAlternatives) return [];
    const message = `${coordinate}: an access rule has ${most} alternatives; the limit is ${maxAlternatives}; write fewer`;
    const place = placeOf(name, file, locate(document, coordinate));
    return [{ ...place, code: 'POLICY_INVALID', message, fixedBy: name }];
  });
}

function interfaceProblems(
  subgraphs: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  return [...gathered(subgraphs)].flatMap(([coordinate, { rules, from }]) => {
    const count = Math.max(...[...rules.values()].map(productOf));
    if (count <= maxCombinations) return [];
    const message = `${coordinate}: the access rules of its implementers have ${count} combinations of alternatives; the limit is ${maxCombinations}; write fewer alternatives`;
    const [typeName = ''] = coordinate.split('.');
    const fixedBy = whoCanFix([...from], typeName, changed);
    return [...from].map(({ name, file, document }) => {
      const place = placeOf(name, file, locate(document, coordinate));
      return { ...place, code: 'POLICY_INVALID', message, fixedBy };
    });
  });
}

interface GatheredRules {
  /** By kind of the rule: its distinct texts, with their number of alternatives. */
  readonly rules: ReadonlyMap<string, Map<string, number>>;
  readonly from: Set<SubgraphDocument>;
}

/** The implementers' rules, by interface or field of one. */
function gathered(subgraphs: readonly SubgraphDocument[]): ReadonlyMap<string, GatheredRules> {
  const implementers = implementersOf(subgraphs);
  const found = new Map<string, GatheredRules>();
  for (const subgraph of subgraphs) {
    for (const [coordinate, { requirement }] of subgraph.policies) {
      if (requirement === null) continue;
      const [typeName = '', ...field] = coordinate.split('.');
      for (const interfaceName of implementers.get(typeName) ?? []) {
        add([interfaceName, ...field].join('.'), 'scopes', requirement.scopes, subgraph);
        add([interfaceName, ...field].join('.'), 'policies', requirement.policies, subgraph);
      }
    }
  }
  return found;

  function add(coordinate: string, kind: string, rule: AnyOfAllOf | null, from: SubgraphDocument): void {
    if (rule === null) return;
    const known = found.get(coordinate) ?? {
      rules: new Map([
        ['scopes', new Map<string, number>()],
        ['policies', new Map<string, number>()],
      ]),
      from: new Set<SubgraphDocument>(),
    };
    found.set(coordinate, known);
    known.rules.get(kind)?.set(JSON.stringify(rule), rule.length);
    known.from.add(from);
  }
}

/** Name of a type -> the interfaces that it implements in any subgraph. */
function implementersOf(subgraphs: readonly SubgraphDocument[]): ReadonlyMap<string, ReadonlySet<string>> {
  const implementers = new Map<string, Set<string>>();
  for (const { document } of subgraphs) {
    for (const [typeName, parts] of typeDeclarations(document)) {
      const names = parts.filter(hasFields).flatMap(({ interfaces = [] }) => interfaces);
      const known = implementers.get(typeName) ?? new Set<string>();
      for (const { name } of names) known.add(name.value);
      implementers.set(typeName, known);
    }
  }
  return implementers;
}

function productOf(rules: ReadonlyMap<string, number>): number {
  return [...rules.values()].reduce((product, alternatives) => product * alternatives, 1);
}
