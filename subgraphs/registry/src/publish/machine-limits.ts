import { isDeepStrictEqual } from 'node:util';
import { type Manifest, parseManifest } from '@civic-graph/agencies';
import { PublicError } from '@civic-graph/errors';
import type { Db } from '../database/database.ts';
import { lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import type { Publisher } from './official.ts';
import { type Refused, refused } from './publish-outcome.ts';
import type { AgencyRelease } from './publish-supergraph.ts';

/**
 * What a program may not publish: another subgraph, a first release, and a manifest that differs in more than
 * contacts: it says where calls go, who decides on access, and what citizens consent to.
 *
 * @returns null if it may, or if an official publishes
 * @throws PublicError FORBIDDEN for another subgraph
 */
export async function beyondMachine(
  db: Db,
  { subgraph, manifest }: Pick<AgencyRelease, 'subgraph' | 'manifest'>,
  { machine }: Publisher,
): Promise<Refused | null> {
  if (machine === undefined) return null;
  if (machine.subgraph !== subgraph) {
    throw new PublicError('FORBIDDEN', `this program publishes ${machine.subgraph} only, not ${subgraph}`);
  }
  const head = await lastRollout(db);
  const inForce = head && (await releasesOf(db, head.supergraph)).find((each) => each.subgraph === subgraph);
  if (!inForce) {
    return officialNeeded(
      'A program cannot publish the first release of a subgraph; publish it as an official.',
    );
  }
  if (isDeepStrictEqual(officialPart(inForce.manifest), officialPart(manifest))) return null;
  return officialNeeded(
    'A program can change only contacts in the manifest, not agency, endpoint, signing or scopes; publish that change as an official.',
  );
}

/** Gateways sign callers' keys and arguments with it, so that a program must not replace it. */
export function refuseSecret(secret: string | null | undefined, { machine }: Publisher): Refused | null {
  if (machine === undefined || secret == null) return null;
  return officialNeeded('A program cannot supply a secret; publish it as an official.');
}

function officialNeeded(message: string): Refused {
  return refused('official-needed', message);
}

function officialPart(text: string): Omit<Manifest, 'contacts'> {
  const { contacts: _, ...rest } = parseManifest(text, 'manifest.json');
  return rest;
}
