import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, SignJWT } from 'jose';

/** Answers of the token endpoint: an OAuth error, or tokens. */
export type TokenAnswer = string | { readonly expiresIn: number } | null;

/** An issuer that answers as a test says, and a gateway that shows what it was sent, on one port. */
export interface ScriptedIssuer {
  readonly url: string;
  /** Next answers of the token endpoint. */
  readonly answers: TokenAnswer[];
  /** Bodies that the token and revocation endpoints were sent. */
  readonly received: Record<string, string>[];
  /** `Authorization` headers that the gateway was sent. */
  readonly authorizations: (string | undefined)[];
  /** Bodies that the gateway was sent. */
  readonly bodies: string[];
  readonly agents: (string | undefined)[];
  isDown: boolean;
  close(): void;
}

export async function startIssuer(): Promise<ScriptedIssuer> {
  const { privateKey } = await generateKeyPair('ES256');
  const [answers, received]: [TokenAnswer[], Record<string, string>[]] = [[], []];
  const bodies: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const agents: (string | undefined)[] = [];
  let issued = 0;
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const send = (body: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (issuer.isDown) {
      response.destroy();
      return;
    }
    const { pathname } = new URL(request.url ?? '/', url);
    if (pathname === '/graphql') {
      authorizations.push(request.headers.authorization);
      bodies.push(text);
      return send({ data: null, errors: [{ message: 'seen' }] });
    }
    const endpoint = (path: string) => `${url}${path}`;
    if (pathname.startsWith('/.well-known')) {
      return send({
        issuer: url,
        token_endpoint: endpoint('/token'),
        device_authorization_endpoint: endpoint('/device/auth'),
        revocation_endpoint: endpoint('/revoke'),
        jwks_uri: endpoint('/jwks'),
      });
    }
    received.push(Object.fromEntries(new URLSearchParams(text)));
    if (pathname === '/device/auth') {
      agents.push(request.headers['user-agent']);
      const codes = { device_code: 'device', user_code: 'BCDF-GHJK', verification_uri: endpoint('/device') };
      return send({ ...codes, expires_in: 600, interval: 0.01 });
    }
    if (pathname === '/revoke') return send({});
    const answer = answers.shift() ?? { expiresIn: 600 };
    if (typeof answer === 'string') return send({ error: answer }, 400);
    issued += 1;
    const now = Math.floor(Date.now() / 1000);
    const sign = (claims: Record<string, unknown>) =>
      new SignJWT({ iss: url, sub: 'pairwise', iat: now, exp: now + 600, ...claims })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(privateKey);
    const person = {
      id_token: await sign({ aud: 'civic-cli', preferred_username: 'operator-transport' }),
      refresh_token: `refresh-${issued}`,
    };
    send({
      access_token: await sign({
        jti: issued,
        principal: 'operator',
        agency: 'transport',
        roles: ['planner'],
      }),
      ...(received.at(-1)?.grant_type !== 'client_credentials' && person),
      token_type: 'Bearer',
      expires_in: answer.expiresIn,
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: ScriptedIssuer = {
    ...{ url, answers, received, authorizations, bodies, agents, isDown: false },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return issuer;
}
