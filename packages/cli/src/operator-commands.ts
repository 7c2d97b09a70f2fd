import type { Command } from './command.ts';
import { audit } from './commands/audit.ts';
import { bootstrap } from './commands/bootstrap.ts';
import { citizens } from './commands/citizens.ts';
import { ledger } from './commands/ledger.ts';
import { migrate } from './commands/migrate.ts';
import { notices } from './commands/notices.ts';
import { pairwiseIds } from './commands/pairwise-ids.ts';
import { receipt } from './commands/receipt.ts';
import { restore } from './commands/restore.ts';
import { secrets } from './commands/secrets.ts';

/** Commands that images contain: they need databases and journals, and no clone. */
export const operatorCommands: readonly Command[] = [
  ...[secrets, migrate, bootstrap, citizens],
  ...[ledger, receipt, audit, restore],
];

/** Commands of an agency that have the database of a service. */
export const agencyCommands: readonly Command[] = [notices, pairwiseIds];
