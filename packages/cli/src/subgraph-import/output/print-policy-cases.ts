import { namedType, type Proposal, type ProposedOperation, type TypeReference } from '../proposal/model.ts';
import { type Reach, readersOf } from './access-rules.ts';

/** Cases for every guarded field, on one path to each; `null` if none is guarded. */
export function printPolicyCases(proposal: Proposal, subgraph: string): string | null {
  const types = new Map(proposal.types.map((type) => [type.name, type]));
  const enums = new Map(proposal.enums.map((each) => [each.name, each]));
  const seen = new Set<string>();
  let isGuarded = false;
  const operations = proposal.operations.map((operation) => {
    const [before, after] = operation.on === 'Citizen' ? ['me { ', ' }'] : ['', ''];
    const reach: Reach = operation.on === 'Citizen' ? 'the citizen as owner' : 'officials';
    const { dataClass } = operation.proposal;
    const field = `${operation.field}${values(operation)}${expectation(dataClass, reach)}`;
    return `query ${operationName(operation)} {\n  ${before}${field}${selection(operation.type)}${after}\n}`;
  });
  if (!isGuarded) return null;
  const note =
    '# Who may read the guarded fields: these callers may, all others may not. Review IMPORT-REVIEW.md first.';
  return `${note}\n\n${operations.join('\n\n')}\n`;

  /** All fields of a type where it is first met; then only that it is one. */
  function selection(type: TypeReference): string {
    const { kind, name } = namedType(type);
    if (kind !== 'type') return '';
    const found = types.get(name);
    if (found === undefined || seen.has(name)) return ' { __typename }';
    seen.add(name);
    const reach: Reach = found.isCitizens ? 'officials and the citizen' : 'officials';
    const fields = found.fields.map(
      (field) => `${field.name}${expectation(field.proposal.dataClass, reach)}${selection(field.type)}`,
    );
    return ` { ${fields.join(' ')} }`;
  }

  function expectation(
    dataClass: Proposal['operations'][number]['proposal']['dataClass'],
    reach: Reach,
  ): string {
    if (dataClass === 'C0') return '';
    isGuarded = true;
    return ` @readableBy(only: ${JSON.stringify(readersOf(dataClass, reach, subgraph))})`;
  }

  function values(operation: ProposedOperation): string {
    const required = operation.arguments.filter(({ isRequired }) => isRequired);
    if (required.length === 0) return '';
    return `(${required.map(({ name, type }) => `${name}: ${sample(type)}`).join(', ')})`;
  }

  function sample(type: TypeReference): string {
    if (type.kind === 'list') return `[${sample(type.of)}]`;
    if (type.kind === 'enum') return enums.get(type.name)?.values[0]?.name ?? 'null';
    return samples[type.name] ?? '"1"';
  }
}

const samples: Readonly<Record<string, string>> = {
  Int: '1',
  Float: '1',
  Boolean: 'true',
  Date: '"2026-03-01"',
  DateTime: '"2026-03-01T08:00:00+08:00"',
};

function operationName({ field, on }: ProposedOperation): string {
  return `${on}_${field}`;
}
