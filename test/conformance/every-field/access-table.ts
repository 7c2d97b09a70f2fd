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
    'Worked out from the `schema.graphql` files of the agencies and the gateway; a test holds every field, in every form of',
    'writing it, against this table (`npx vitest run test/conformance/every-field`; `… --update` writes it anew).',
    `The ${open} fields of class C0 are open to everybody and left out.`,
    '',
    '- `✓`: the caller may read the field. What leads to it has a line of its own.',
    '- `own`: the gateway lets the caller ask, by the policy `owner`; the agency judges again, with the object at hand, and gives',
    '  only what is about this citizen, or belongs to this official’s agency or this developer.',
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
