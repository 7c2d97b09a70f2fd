import type { AgencyDirectory, AgencySource } from '@civic-graph/agencies';
import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { IdentityDatabase, SwitchRow } from '../store/database.ts';
import { findApp } from '../store/directory.ts';
import { type SwitchTarget, switchMessage, switchOff, switchOn } from './switches.ts';

export interface SwitchOptions {
  readonly database: IdentityDatabase;
  readonly agencies: AgencySource;
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
  readonly clock: () => Date;
}

const offRequest = z.object({
  /** Owner of the switch; absent: the caller's own agency, or the platform. */
  agency: z.string().nullable(),
  /**
   * Absent: every field of the agency. `owners`: subgraphs that are solely responsible for the type or some
   * of its fields.
   */
  target: z.object({ coordinate: z.string(), owners: z.array(z.string()) }).nullable(),
  clientId: z.string().nullable(),
  notice: z.string().trim().min(1).max(500),
});
const onRequest = z.object({ id: z.uuid() });

type Outcome =
  | { readonly kind: 'done'; readonly switch: ReturnType<typeof switchMessage> }
  | { readonly kind: 'notOwned' | 'agencyUnknown' | 'appUnknown' | 'notInForce' | 'nothing' };

/**
 * `POST /switches/off` and `POST /switches/on`, for gateways: signed (RFC 9421), for an official. The gateway
 * knows which subgraphs own a field; an agency decides only on its own fields.
 */
export async function switchRoutes(app: FastifyInstance, options: SwitchOptions): Promise<void> {
  const { database, agencies, secret, clock } = options;
  const verifier = createRequestVerifier({ secret, keyId: 'identity', clock });
  // The signature covers the raw bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  app.post('/switches/off', async (request) => {
    const { official, body } = await received(request);
    return off(official, parse(offRequest, body));
  });
  app.post('/switches/on', async (request) => {
    const { official, body } = await received(request);
    const { id } = parse(onRequest, body);
    const agency = official.kind === 'operator' ? official.agency : undefined;
    return outcomeOf(await switchOn(database, { id, agency }, decisionOf(official)), agencies.current);
  });

  async function received({ method, url: path, headers, body: raw }: FastifyRequest) {
    const body = Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
    const { principal, useUp } = await verifier.verify({ method, path, headers, body });
    const official = officialOf(principal);
    await useUp();
    return { official, body };
  }

  async function off(official: Official, request: z.infer<typeof offRequest>): Promise<Outcome> {
    const { target, clientId, notice } = request;
    const agency = official.kind === 'operator' ? (request.agency ?? official.agency) : request.agency;
    if (target === null && (clientId === null || agency === null)) return { kind: 'nothing' };
    if (official.kind === 'operator' && agency !== official.agency) return { kind: 'notOwned' };
    const subgraphs = agency === null ? null : agencies.current.subgraphsOf(agency);
    if (subgraphs?.length === 0) return { kind: 'agencyUnknown' };
    // One of several owning agencies cannot switch a field off for the others.
    const owned = target === null ? subgraphs : subgraphs?.filter((name) => target.owners.includes(name));
    if (owned?.length === 0) return { kind: 'notOwned' };
    if (clientId !== null && (await findApp(database, clientId)) === undefined) return { kind: 'appUnknown' };
    const row: SwitchTarget = {
      agency,
      subgraph: owned?.[0] ?? null,
      coordinate: target?.coordinate ?? null,
      client_id: clientId,
    };
    return outcomeOf(await switchOff(database, row, notice, decisionOf(official)), agencies.current);
  }

  function decisionOf({ subject: by }: Official) {
    return { by, at: clock() };
  }
}

function outcomeOf(row: SwitchRow | undefined, directory: AgencyDirectory): Outcome {
  return row === undefined ? { kind: 'notInForce' } : { kind: 'done', switch: switchMessage(row, directory) };
}

type Official = Extract<Principal, { kind: 'operator' | 'admin' }>;

/** Checked here again, independently of the gateway. */
function officialOf(principal: Principal): Official {
  if (principal.kind === 'operator') return principal;
  if (principal.kind === 'admin' && principal.roles.includes('platform-admin')) return principal;
  throw new PublicError('FORBIDDEN', 'only officials can switch fields off or on');
}

function parse<Value>(schema: z.ZodType<Value>, body: Buffer): Value {
  try {
    return schema.parse(JSON.parse(body.toString()));
  } catch {
    throw new PublicError('BAD_REQUEST', 'the body is not a switch');
  }
}
