import { testSecrets } from '@civic-graph/testing';
import { type Entrant, nodeProgram } from './entrant.ts';

const agencies = ['IDENTITY', 'TRANSPORT', 'PAYMENTS', 'STATISTICS'];

/** This project's gateway as in production: built, all features on, a token to verify, signed calls. */
export function civic(id: string, title: string, flags: readonly string[], changes = {}): Entrant {
  return {
    id,
    title,
    launch: async ({ laidOut, port, adminPort, issuer }) => ({
      command: nodeProgram('civic.mjs', flags),
      path: '/graphql',
      env: {
        PORT: String(port),
        ADMIN_PORT: String(adminPort),
        DEPLOYMENT: 'production',
        LOG_LEVEL: 'warn',
        // Quotas are counted but never exhausted, because the bench repeats one caller's minute many times.
        QUOTA_APP: '1000000000000',
        QUOTA_PERSON: '1000000000000',
        QUOTA_ADDRESS: '1000000000000',
        CONSOLE: 'off',
        ISSUER_URL: issuer.issuer,
        JWKS_URL: issuer.jwksUri,
        TOKEN_AUDIENCE: issuer.audience,
        CITIZEN_KEY_SECRET: issuer.citizenKeySecret,
        SUPERGRAPH_FILE: `${laidOut.folder}/guarded-supergraph.graphql`,
        SHAPE_FOLDER: laidOut.folder,
        GATEWAY_CHANGES: JSON.stringify(changes),
        // It receives access records and sends revocations, whatever the shape.
        SUBGRAPH_URL_IDENTITY: `${laidOut.stubOrigin}/identity/graphql`,
        ...Object.fromEntries(agencies.map((name) => [`SUBGRAPH_SECRET_${name}`, testSecrets.subgraph])),
      },
    }),
  };
}
