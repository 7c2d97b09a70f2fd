/** Secrets for tests, base64url of 32 bytes each, so that no test has to invent one. */
export const testSecrets = {
  subgraph: Buffer.alloc(32, 'subgraph').toString('base64url'),
  addressee: Buffer.alloc(32, 'addressee').toString('base64url'),
  citizenKey: Buffer.alloc(32, 'citizen').toString('base64url'),
} as const;
