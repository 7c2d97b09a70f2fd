import type { BootstrapOrder } from '../bootstrap/run-bootstrap.ts';
import { command } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import { explainConnection } from '../explain-connection.ts';
import type { Host } from '../host.ts';
import { explainTables, ownerUrl } from '../owner-database.ts';
import { readNamedText } from '../read-file.ts';

export const bootstrap = command({
  usage: 'bootstrap [file]',
  summary: 'Add admins, agencies, officials, purposes, payee units and revenue codes from a file',
  example: 'bootstrap deploy/bootstrap.example.yaml',
  exits: '0 the databases are as the file says; 1 you did not confirm',
  // The parser adds the second name.
  lists: ['new-link', 'newLink'],
  options: (yargs) =>
    yargs
      .positional('file', { type: 'string', describe: 'YAML or JSON file' })
      .option('issuer', {
        type: 'string',
        describe: 'Public address of the issuer, for links. Default is ISSUER_URL',
      })
      .option('new-link', {
        type: 'string',
        array: true,
        describe: 'Account that gets a new one-time link, when nobody can recover it in the graph',
      })
      .option('schema', { type: 'boolean', describe: 'Print the JSON Schema of the file' })
      .option('yes', { type: 'boolean', describe: 'Apply without asking' })
      .epilogue(
        'Prints what would change, and asks. Removes nothing; a second run changes nothing. Needs the roles that own the tables: DATABASE_OWNER_URL_IDENTITY, and DATABASE_OWNER_URL_PAYMENTS for payee units and revenue codes.',
      ),
  async run(options, context) {
    if (options.schema) {
      const { bootstrapSchema } = await import('../bootstrap/bootstrap-file.ts');
      const schema = bootstrapSchema();
      context.print(`${JSON.stringify(schema, null, 2)}\n`);
      return { exitCode: exitCode.done, json: schema };
    }
    const order = await orderOf(options, context.env);
    const { runBootstrap } = await import('../bootstrap/run-bootstrap.ts');
    const { openDirectory } = await import('@civic-graph/identity/commands/bootstrap');
    const { openCatalogue } = await import('@civic-graph/payments/commands/bootstrap');
    const directory = openDirectory(await ownerUrl(context.env, 'IDENTITY'));
    const hasCatalogue = order.file !== null && usesPayments(order.file.content);
    const catalogue = hasCatalogue ? openCatalogue(await ownerUrl(context.env, 'PAYMENTS')) : null;
    try {
      return await explainConnection('DATABASE_OWNER_URL_IDENTITY, DATABASE_OWNER_URL_PAYMENTS', () =>
        explainTables(() => runBootstrap(order, { directory, catalogue }, context)),
      );
    } finally {
      await directory.close();
      await catalogue?.close();
    }
  },
});

interface Options {
  readonly file?: string | undefined;
  readonly issuer?: string | undefined;
  readonly newLink?: readonly string[] | undefined;
  readonly yes?: boolean | undefined;
}

async function orderOf(
  { file, issuer, newLink = [], yes }: Options,
  env: Host['env'],
): Promise<BootstrapOrder> {
  if (file === undefined && newLink.length === 0) {
    throw new CommandError(
      'FILE: name a file, or an account with --new-link; run: npx civic bootstrap --help',
    );
  }
  const { readBootstrapFile } = await import('../bootstrap/read-bootstrap-file.ts');
  const text = file === undefined ? null : await readNamedText(file);
  return {
    file: file === undefined || text === null ? null : { ...readBootstrapFile(file, text), text, name: file },
    newLinks: newLink,
    issuer: originOf(issuer ?? env.ISSUER_URL),
    yes: yes === true,
  };
}

/** A link to another origin would register keys that never work. */
function originOf(address: string | undefined): string | null {
  if (!address) return null;
  const url = URL.canParse(address) ? new URL(address) : null;
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (!isOrigin) {
    throw new CommandError(
      'ISSUER_URL: must be a scheme, a host and at most a port, as for the identity service',
    );
  }
  return url.origin;
}

function usesPayments({
  payeeUnits,
  revenueCodes,
}: {
  payeeUnits: unknown[];
  revenueCodes: unknown[];
}): boolean {
  return payeeUnits.length + revenueCodes.length > 0;
}
