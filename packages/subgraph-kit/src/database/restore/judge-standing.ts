import type { Mark } from './mark-file.ts';
import type { Standing } from './read-standing.ts';

/** Why a database counts as restored. */
export type RestoreSign =
  /** A dump was restored here, or PostgreSQL was upgraded to a new server. */
  | 'other-server'
  /** The database lacks a commit that it had acknowledged to this service. */
  | 'marks-lost'
  /** Another server became the leader after a pause, and nothing outside shows that it has everything. */
  | 'unproved-promotion';

/** A failover takes seconds; a restore to a point in time leaves a longer gap. */
const longestFailoverSeconds = 300;

/**
 * Compares what a database records about itself with the mark that the service keeps outside it.
 *
 * @param remembered null if there is no mark outside, as on a new host
 * @returns null if the database has not been restored
 */
export function judgeStanding(
  { server, epoch, marks, hasRemembered }: Standing,
  remembered: Mark | null,
): RestoreSign | null {
  const isSystemKnown = server.systemIdentifier !== null && epoch.systemIdentifier !== null;
  const isOther = isSystemKnown && server.systemIdentifier !== epoch.systemIdentifier;
  if (isOther || server.databaseOid !== epoch.databaseOid) return 'other-server';
  if (remembered !== null) {
    if (remembered.epoch > epoch.number) return 'marks-lost';
    // A mark of an earlier epoch is ignored, because the operator has finished that restore.
    if (remembered.epoch === epoch.number) {
      if (hasRemembered) return null;
      // A mark older than all kept ones proves nothing.
      if (marks === null || remembered.number >= marks.first) return 'marks-lost';
    }
  }
  if (marks === null || marks.lastTimeline === server.timeline) return null;
  return marks.silentSeconds > longestFailoverSeconds ? 'unproved-promotion' : null;
}

const inWords: Readonly<Record<RestoreSign, string>> = {
  'other-server': 'it was restored from a dump, or moved to another server',
  'marks-lost': 'it lacks changes that it had acknowledged, as after a restore of an older backup',
  'unproved-promotion':
    'its server was promoted after a pause, and no mark outside the database proves that nothing is lost',
};

export function describeSign(sign: RestoreSign): string {
  return inWords[sign];
}
