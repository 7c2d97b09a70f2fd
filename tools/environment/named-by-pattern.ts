import type { Variable } from './variable.ts';

/** Variables outside the schemas: named after a subgraph, read by a library, or options of a command. */
export const namedByPattern: readonly Variable[] = [
  {
    name: 'SUBGRAPH_SECRET_<NAME>',
    service: 'gateway',
    accepts: '',
    fallback: 'required for each subgraph',
    meaning:
      'Secret shared with a subgraph, base64url, at least 32 bytes; `PUBLIC_WORKS` is the subgraph `public-works`.',
  },
  {
    name: 'SUBGRAPH_URL_<NAME>',
    service: 'gateway',
    accepts: '',
    fallback: '`endpoint` of its manifest, from the registry or `SUBGRAPH_SCHEMAS`',
    meaning: 'GraphQL endpoint of a subgraph; `unix:/path/of.sock` on the same machine, except for identity.',
  },
  {
    name: 'SUBGRAPH_SETTINGS_<NAME>',
    service: 'gateway',
    accepts: '',
    fallback: 'none',
    meaning:
      'Limits and retries of one subgraph: [when a subgraph fails](../../gateway/README.md#when-a-subgraph-fails).',
  },
  {
    name: 'PORT_<NAME>',
    service: '`npm start`',
    accepts: '',
    fallback: 'port of `endpoint` in its manifest',
    meaning:
      'Port of a subgraph that the demo runs, such as `PORT_IDENTITY`; of the registry it is `PORT_PLATFORM`.',
  },
  {
    name: 'DATABASE_URL_<NAME>',
    service: '`npm start`',
    accepts: '',
    fallback: 'embedded',
    meaning:
      'PostgreSQL of a subgraph, by its folder: `DATABASE_URL_IDENTITY`, `DATABASE_URL_PAYMENTS`, `DATABASE_URL_REGISTRY`.',
  },
  {
    name: 'DATABASE_OWNER_URL_<NAME>',
    service: '`npm start`',
    accepts: '',
    fallback: 'none',
    meaning: 'The same database as the role that owns its tables.',
  },
  {
    name: 'APOLLO_TELEMETRY_DISABLED',
    service: 'gateway',
    accepts: '',
    fallback: '`1`',
    meaning: 'Set by the gateway itself, so that its libraries send no telemetry.',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    service: 'every service',
    accepts: '',
    fallback: 'none',
    meaning: 'Headers for the OpenTelemetry collector, such as a token.',
  },
  {
    name: 'CIVIC_TOKEN',
    service: '`npx civic`',
    accepts: '',
    fallback: 'the session of `civic login`',
    meaning: 'Access token for the graph; of `civic mcp` for the MCP server, without a default.',
  },
  {
    name: 'CIVIC_CLIENT_ID',
    service: '`npx civic`',
    accepts: '',
    fallback: 'none',
    meaning:
      'Client id of a program that `civic machine register` has registered; used without `CIVIC_TOKEN`.',
  },
  {
    name: 'CIVIC_CLIENT_KEY_FILE',
    service: '`npx civic`',
    accepts: '',
    fallback: 'required with `CIVIC_CLIENT_ID`',
    meaning: 'Private key of the program: a PEM file (PKCS #8) or a JWK.',
  },
  {
    name: 'CIVIC_GATEWAY',
    service: '`npx civic`',
    accepts: '',
    fallback: 'that of the session, or the demo',
    meaning: 'URL of the gateway that commands call.',
  },
  {
    name: 'CIVIC_ISSUER',
    service: '`npx civic`',
    accepts: '',
    fallback: 'the demo',
    meaning: 'URL of the issuer, for `civic login` and for `CIVIC_CLIENT_ID`.',
  },
  {
    name: 'XDG_CONFIG_HOME',
    service: '`npx civic`',
    accepts: '',
    fallback: '`$HOME/.config`',
    meaning: 'Folder in which `civic-graph/sessions` keeps the sessions of `civic login`.',
  },
  {
    name: 'CIVIC_TOKEN_FILE',
    service: '`npx civic mcp`',
    accepts: '',
    fallback: 'none',
    meaning: 'File with `CIVIC_TOKEN`, read for each request, so that another program can renew the token.',
  },
  {
    name: 'AUDIT_WITNESS',
    service: '`npx civic audit verify`',
    accepts: '',
    fallback: 'the demo of the data folder, or `http://127.0.0.1:4001`',
    meaning: 'Address of the identity service, which has the receipts; `none` skips it.',
  },
  {
    name: 'AUDIT_WITNESS_KEY_FILE',
    service: '`npx civic audit verify`',
    accepts: '',
    fallback: 'none: the key in the answer is trusted',
    meaning: 'PEM file with the public key of the identity service, stored earlier.',
  },
];
