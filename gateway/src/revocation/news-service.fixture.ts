import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually, testSecrets } from '@civic-graph/testing';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { Switch } from '../switches/switch.ts';

/** An identity service that tells what it is given, and can be cut off. */
export interface NewsService {
  readonly url: string;
  revoke(kind: string, id: string): void;
  /** All that is switched off from now on. */
  switch(inForce: readonly Switch[]): void;
  /** What an app may run from now on, and whether it is held to that. */
  safelist(clientId: string, texts: readonly string[], isHeld?: boolean): void;
  /** What it answers where a safelist is asked for; `null`: as it should. */
  answerSafelist: ((response: ServerResponse) => void) | null;
  /** What it answers in place of revocations; `null`: as it should. */
  answer: ((response: ServerResponse) => void) | null;
  readonly paths: string[];
  /** Until the gateway that follows it asks for what comes after all that was told: it knows everything then. */
  learnt(): Promise<void>;
  close(): void;
}

export async function startNewsService(): Promise<NewsService> {
  const told: { kind: string; id: string; issuedBefore: null; expiresAt: string }[] = [];
  let switches: readonly Switch[] = [];
  const safelists = new Map<string, { readonly texts: readonly string[]; readonly isHeld: boolean }>();
  let changes = 0;
  let version = 0;
  let known = -1;
  const verifier = createRequestVerifier({ secret: testSecrets.subgraph, keyId: 'identity' });
  const server = createServer(async ({ url = '', method = '', headers }, response) => {
    await verifier.verify({ method, path: url, headers, body: Buffer.alloc(0) });
    service.paths.push(url);
    if (url.startsWith('/safelists/')) {
      if (service.answerSafelist) return service.answerSafelist(response);
      const texts = safelists.get(decodeURIComponent(url.slice('/safelists/'.length)))?.texts ?? [];
      return response.end(JSON.stringify({ operations: texts.map((text) => ({ text })) }));
    }
    if (service.answer) return service.answer(response);
    const after = Number(/\d+$/.exec(url)?.[0] ?? 0);
    if (url !== '/revocations') known = after;
    if (url !== '/revocations' && after === told.length + changes)
      await new Promise((done) => setTimeout(done, 50));
    const last = told.length + changes;
    const held = [...safelists].flatMap(([clientId, { isHeld }]) => (isHeld ? [clientId] : []));
    const revocations = told.slice(after);
    response.end(
      JSON.stringify({ last, complete: true, revocations, switches, safelists: { version, held } }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const service: NewsService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    revoke(kind, id) {
      const expiresAt = new Date(Date.now() + 60_000).toISOString();
      told.push({ kind, id, issuedBefore: null, expiresAt });
    },
    switch(inForce) {
      switches = inForce;
      changes += 1;
    },
    safelist(clientId, texts, isHeld = false) {
      safelists.set(clientId, { texts, isHeld });
      changes += 1;
      version += 1;
    },
    answerSafelist: null,
    answer: null,
    paths: [],
    learnt: () =>
      eventually(() => {
        if (known !== told.length + changes) throw new Error(`${known} is the last that was learnt`);
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return service;
}
