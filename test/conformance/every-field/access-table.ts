import type { Principal } from '@civic-graph/policy';
import type { ExpectedAccess } from './expected-access.ts';

/** The table of docs/reference/access.md: every field that is not public, and which caller may read it. */
export function accessTable(access: ExpectedAccess, callers: Readonly<Record<string, Principal>>): string {
  const names = Object.keys(callers);
  const visible = access.coordinates.filter(access.isVisible);
  const guarded = visible.filter((coordinate) => access.dataClass(coordinate) !== 'C0').sort();
  const open = visible.length - guarded.length;
  const rows = [...new Set(guarded)].map((coordinate) => [
    `\`${coordinate}\``,
    access.dataClass(coordinate),
    ...names.map((name) => mark(access, callers[name]!, coordinate)),
  ]);
  return [
    '# Who may read what',
    '',
    'Generated from the `schema.graphql` files of the agencies and the gateway. A test asks for every field in every form and',
    'compares the answers with this table (`npx vitest run test/conformance/every-field`; `--update` writes it).',
    `The ${open} fields of class C0 are public and left out.`,
    '',
    '- `✓`: the caller may read the field. The fields that lead to it have their own rows.',
    '- `own`: the gateway lets the caller ask, by the policy `owner`; the subgraph checks the object itself, and returns',
    '  only data about this citizen, or of this official’s agency or this developer.',
    '- `·`: the gateway refuses the field.',
    '',
    `| field | class | ${names.join(' | ')} |`,
    `|---|---|${names.map(() => ':-:').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n');
}

function mark(access: ExpectedAccess, caller: Principal, coordinate: string): string {
  if (!access.mayRead(caller, coordinate)) return '·';
  return access.mayReadOfAnybody(caller, coordinate) ? '✓' : 'own';
}
