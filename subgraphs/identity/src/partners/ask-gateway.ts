import { randomUUID } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import { anonymous, dataClasses } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import { z } from 'zod';

const inWords = {
  coordinate: z.string(),
  // Absent during an upgrade, if the gateway is still of the previous version.
  description: z.string().nullable().default(null),
  dataClass: z.enum(dataClasses).nullable(),
};
const anyOfAllOf = z.array(z.array(z.string())).nullable();
const analysis = z.object({
  operations: z.array(
    z.object({
      problems: z.array(z.string()),
      kind: z.enum(['query', 'mutation', 'subscription']).nullable(),
      name: z.string().nullable(),
      fields: z.array(
        z.object({
          ...inWords,
          alternatives: z.array(z.object(inWords)).default([]),
          owners: z.array(z.string()),
          requirements: z.array(
            z.object({ authenticated: z.boolean(), scopes: anyOfAllOf, policies: anyOfAllOf }),
          ),
        }),
      ),
    }),
  ),
});

export type OperationAnalysis = z.infer<typeof analysis>['operations'][number];

/** Returns the needs of operations in the current supergraph. @throws PublicError if no gateway answers */
export type Analyse = (operations: readonly string[]) => Promise<readonly OperationAnalysis[]>;

export interface GatewayDesk {
  readonly gateways: readonly string[];
  /** base64url; shared by the gateway and this service. */
  readonly secret: string;
  readonly report: (reason: string) => void;
  readonly fetch?: typeof globalThis.fetch;
}

const path = '/operation-needs';
const deadlineMs = 1_500;

/**
 * Asks one gateway after another, because only they have the supergraph; an app's own claims are not trusted.
 */
export function createAnalyse({ gateways, secret, report, fetch = globalThis.fetch }: GatewayDesk): Analyse {
  const sign = createRequestSigner({ secret, keyId: 'identity' });

  async function askOne(gateway: string, body: string): Promise<unknown> {
    const signed = sign({ method: 'POST', path, body, principal: anonymous, requestId: randomUUID() });
    const response = await fetch(new URL(path, gateway), {
      method: 'POST',
      headers: { ...signed, 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  }

  return async (operations) => {
    const body = JSON.stringify({ operations });
    for (const gateway of gateways) {
      try {
        const { operations: answers } = analysis.parse(await askOne(gateway, body));
        if (answers.length === operations.length) return answers;
        report('number of answers differs from number of questions');
      } catch (error) {
        report(error instanceof Error ? error.name : typeof error);
      }
    }
    throw new PublicError('NOT_READY', 'No gateway answered which access the operations need. Retry later.');
  };
}
