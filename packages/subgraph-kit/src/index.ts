export { type TracingSettings, tracingSettings } from '@civic-graph/service';
export type { Resources } from './access/resources.ts';
export { type AskedGateways, findDeletedApps } from './apps/find-deleted-apps.ts';
export { type GatewayCaches, type Invalidation, invalidateCache } from './caching/invalidate-cache.ts';
export type { SubgraphContext } from './context.ts';
export { asBorderError } from './database/border-error.ts';
export { connectionProblem } from './database/connection-problem.ts';
export { createDatabase, type Database } from './database/database.ts';
export { listenUrl } from './database/database-url.ts';
export { listenForChanges } from './database/listen.ts';
export { migrateToLatest } from './database/migrate.ts';
export { requirePermanentSecrets } from './database/permanent-secrets.ts';
export { dropFollowUp, type FinishedRestore, finishRestore } from './database/restore/finish-restore.ts';
export { describeSign, judgeStanding } from './database/restore/judge-standing.ts';
export { type Mark, readMark } from './database/restore/mark-file.ts';
export { readStanding, type Standing } from './database/restore/read-standing.ts';
export {
  guardAgainstRestore,
  marksFolder,
  type RestoreGuard,
  reportRestore,
  restoreVariables,
} from './database/restore/restore-guard.ts';
export { type OwnedDatabase, prepareDatabase } from './database/roles/prepare-database.ts';
export { migrateDatabase, migrationSummary, runMigrations } from './database/roles/run-migrations.ts';
export type { ServiceRights } from './database/roles/service-rights.ts';
export { baseEnvironment } from './environment.ts';
export { gatewayKey } from './gateway-key.ts';
export { type Connection, connectionFromArray, connectionFromPage } from './relay/connection.ts';
export {
  type ConnectionArguments,
  type PageRequest,
  parseConnectionArguments,
} from './relay/connection-arguments.ts';
export { type CursorPosition, decodeCursor, encodeCursor } from './relay/cursor.ts';
export { timePosition } from './relay/time-position.ts';
export { type Environment, runSubgraph } from './run.ts';
export { DateResolver } from './scalars/date.ts';
export { DateTimeResolver } from './scalars/date-time.ts';
export { createGuardedSchema } from './schema.ts';
export { throwIfCallAborted } from './server/current-call.ts';
export type { Counters } from './server/field-counters.ts';
export { check } from './server/health.ts';
export { createLogger, type LogLevel } from './server/logger.ts';
export { createSubgraph, type OperationResult, type Subgraph, type SubgraphOptions } from './subgraph.ts';
export { type Change, ChangeFeed } from './subscriptions/change-feed.ts';
