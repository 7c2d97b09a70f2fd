import { command, group } from '../command.ts';
import { exitCode } from '../exit-codes.ts';
import type { Host } from '../host.ts';

const importers = {
  identity: () => import('@civic-graph/identity/commands/migrate'),
  payments: () => import('@civic-graph/payments/commands/migrate'),
  registry: () => import('@civic-graph/registry/commands/migrate'),
} satisfies Record<string, () => Promise<{ migrate: (env: Host['env']) => Promise<readonly string[]> }>>;

function migrateCommand(agency: keyof typeof importers) {
  const name = agency.toUpperCase();
  return command({
    usage: agency,
    summary: `Bring the database of the ${agency} service to its newest migration`,
    example: `migrate ${agency}`,
    exits: '0 migrated',
    options: (yargs) =>
      yargs.epilogue(
        `Migrates with the role of DATABASE_OWNER_URL_${name}; the role of DATABASE_URL_${name} gets the service's rights.`,
      ),
    async run(_, { env, print }) {
      const { migrate: run } = await importers[agency]();
      const ran = await run(env);
      const { migrationSummary } = await import('@civic-graph/subgraph-kit');
      print(`${migrationSummary(agency, ran)}\n`);
      return { exitCode: exitCode.done, json: { agency, migrations: ran } };
    },
  });
}

export const migrate = group('migrate', "Migrate an agency's database", [
  migrateCommand('identity'),
  migrateCommand('payments'),
  migrateCommand('registry'),
]);
