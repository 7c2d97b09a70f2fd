import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import type { Directory, IssuedLink } from '@civic-graph/identity/commands/bootstrap';
import type { Catalogue } from '@civic-graph/payments/commands/bootstrap';
import type { CommandContext, CommandResult } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import { missingReferences } from './check-references.ts';
import { describeChange, type Plan, planChanges } from './plan-changes.ts';
import type { ReadFile } from './read-bootstrap-file.ts';
import { catalogueRows, directoryRows } from './wanted-rows.ts';

export interface BootstrapOrder {
  /** Null if only links are wanted. */
  readonly file: (ReadFile & { readonly text: string; readonly name: string }) | null;
  /** Accounts that get a new link. */
  readonly newLinks: readonly string[];
  readonly issuer: string | null;
  readonly yes: boolean;
}

export interface BootstrapDatabases {
  readonly directory: Directory;
  /** Null if the file has nothing for it. */
  readonly catalogue: Catalogue | null;
}

/** Shows what would change, asks, applies it, and prints links. */
export async function runBootstrap(
  order: BootstrapOrder,
  databases: BootstrapDatabases,
  context: CommandContext,
): Promise<CommandResult> {
  const { print, now } = context;
  const plan = await planAll(order, databases);
  const people = plan.directory.changes
    .filter(({ table, before }) => (table === 'official' || table === 'developer') && before === null)
    .map(({ key }) => key);
  const links = [...new Set([...people, ...order.newLinks])];
  const changes = [...plan.directory.changes, ...plan.catalogue.changes];
  const unchanged = plan.directory.unchanged + plan.catalogue.unchanged;
  for (const change of changes) print(`${describeChange(change)}\n`);
  for (const account of order.newLinks)
    print(`! link ${account}: earlier passkeys and links end once it is used\n`);
  print(`${changes.length} to change, ${unchanged} unchanged, ${links.length} one-time links\n`);
  if (changes.length === 0 && links.length === 0) {
    return { exitCode: exitCode.done, json: { changes, unchanged, links: [], applied: false } };
  }
  if (links.length > 0 && order.issuer === null) {
    throw new CommandError(
      'ISSUER_URL: is required for links; set it as for the identity service, or pass --issuer',
    );
  }
  if (!(await isConfirmed(order, context))) {
    print('nothing was changed\n');
    return { exitCode: exitCode.negative, json: { changes, unchanged, links: [], applied: false } };
  }
  // Another operator or official may have been faster.
  const again = await planAll(order, databases);
  if (JSON.stringify(again) !== JSON.stringify(plan)) {
    throw new CommandError(
      'the databases have changed meanwhile, and nothing was done; run the command again',
    );
  }
  const issued = await databases.directory.apply({
    changes: plan.directory.changes,
    recorded: changes,
    fileSha256: createHash('sha256')
      .update(order.file?.text ?? '')
      .digest('hex'),
    links,
    issuer: order.issuer ?? '',
    alongside: async () => databases.catalogue?.apply(plan.catalogue.changes),
    now: now(),
  });
  printLinks(issued, order, print);
  return { exitCode: exitCode.done, json: { changes, unchanged, links: issued, applied: true } };
}

async function planAll(
  { file }: BootstrapOrder,
  { directory, catalogue }: BootstrapDatabases,
): Promise<{ readonly directory: Plan; readonly catalogue: Plan }> {
  const none: Plan = { changes: [], unchanged: 0, refused: [] };
  if (file === null) return { directory: none, catalogue: none };
  const { rows, described } = await directory.read();
  const present = catalogue === null ? { payee_unit: [], revenue_code: [] } : await catalogue.read();
  const ids = (table: 'official' | 'developer') => rows[table].map(({ id }) => [String(id), table] as const);
  const problems = missingReferences(file, {
    agencies: new Set(rows.agency.map(({ id }) => String(id))),
    accounts: new Map([...ids('official'), ...ids('developer')]),
    revenueCodes: new Set(present.revenue_code.map(({ code }) => String(code))),
  });
  const wanted = directoryRows(file.content);
  // A manifest that is in force describes its agency.
  const agency = (wanted.agency ?? []).filter(({ id }) => !described.includes(String(id)));
  const plans = {
    directory: planChanges({ ...wanted, agency }, rows),
    catalogue: planChanges(catalogueRows(file.content), present),
  };
  for (const { table, key, column } of [...plans.directory.refused, ...plans.catalogue.refused]) {
    problems.push(
      `${file.name}: ${table} ${key}: ${column} cannot change, because records depend on it; add another one`,
    );
  }
  if (problems.length > 0) throw new CommandError(problems.join('\n'));
  return plans;
}

async function isConfirmed({ yes }: BootstrapOrder, { stdin, note }: CommandContext): Promise<boolean> {
  if (yes) return true;
  note('Apply these changes? Type yes:');
  const lines = createInterface({ input: stdin });
  try {
    for await (const line of lines) return line.trim() === 'yes';
    throw new CommandError('no answer was given, and nothing was changed; answer yes, or pass --yes');
  } finally {
    lines.close();
  }
}

function printLinks(
  issued: readonly IssuedLink[],
  { file, issuer }: BootstrapOrder,
  print: (text: string) => void,
) {
  const [first] = issued;
  if (first === undefined) return print('done\n');
  print(`done\n\nOne-time links, shown only now. Each works once, until ${first.expiresAt.toISOString()}:\n`);
  for (const { account, link } of issued) print(`  ${account}  ${link}\n`);
  if (file === null) return;
  if (file.content.admins.length === 1) {
    print('\nOnly one admin is named. Name a second one: nobody approves their own requests.\n');
  }
  print(`\nNext:
  1. Each person opens their link, registers a passkey, and adds a second one at ${issuer}/account.
  2. An official of each agency, or an admin, publishes its subgraph, and another admin approves the new name:
       npx civic login --issuer ${issuer} --gateway <address of the graph>
       npx civic subgraph publish <folder> --reason "First release"
       npx civic subgraph approve <check> --reason "New agency"
     In the order identity, registry, statistics, transport, payments: schemas refer to those before.
  3. Then set REGISTRY_URL at gateways and identity, in place of SUPERGRAPH_FILE and AGENCY_MANIFESTS.
`);
}
