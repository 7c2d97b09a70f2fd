export {
  type AppId,
  approvedScopes,
  citizen,
  citizenKey,
  type PersonaName,
  personas,
} from '@civic-graph/demo';
export { freePort } from '@civic-graph/demo/database-server';
export { dumpAndRestore } from './database/logical-dump.ts';
export { scanServerLocal } from './database/server-local.ts';
export { urlOfService } from './database/service-role.ts';
export { dumpIsAbsent, startSystemServer, systemPostgres } from './database/system-postgres.ts';
export { insufficientPrivilege, tryTampering } from './database/tampering.ts';
export { startTestDatabase, type TestDatabase } from './database/test-database.ts';
export { startTestServer } from './database/test-server.ts';
export { eventually } from './eventually.ts';
export type { Fault, FaultyExchange, ProxiedAnswer, ProxiedRequest } from './faults/fault.ts';
export { type FaultProxy, startFaultProxy } from './faults/fault-proxy.ts';
export { faults, plantedText } from './faults/faults.ts';
export {
  createInProcessGraph,
  federationHeader,
  type InProcessGraph,
  type InProcessSubgraph,
  type Row,
  type SubgraphCall,
  withPublicClass,
} from './in-process-graph.ts';
export { createDpopKey, type DpopKey, type ProofChanges } from './issuer/dpop-key.ts';
export { forgeToken } from './issuer/forged-token.ts';
export { createTestIssuer, type TestIssuer, type TokenChanges } from './issuer/test-issuer.ts';
export { drawSeed, fuzzing, randomFractions, randomNumbers, sampleOutsideGate } from './random-numbers.ts';
export { testSecrets } from './secrets.ts';
export { Browser, formOf, type Visit } from './sign-in/browser.ts';
export { enterCode, signInDevice } from './sign-in/device.ts';
export {
  type App,
  type Authorization,
  authorizationUrl,
  callGraph,
  claimsOf,
  connectApp,
  connectRegistered,
  dpopHandle,
  giveBack,
  logIn,
  redeem,
  refresh,
  tick,
} from './sign-in/partner-app.ts';
export { type SignedFetchOptions, signedFetch } from './signed-fetch.ts';
export { type StubRegistry, startStubRegistry } from './stub-registry.ts';
export {
  codesOf,
  collect,
  type Protocol,
  protocols,
  type Received,
  type Subscriber,
} from './subscriber.ts';
export { type CollectedSpan, startTraceCollector, type TraceCollector } from './trace-collector.ts';
