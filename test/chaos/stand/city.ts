import { city } from '../../bench/shapes/city.ts';
import { portal } from '../../bench/shapes/portal.ts';
import type { World } from '../../bench/stubs/world.ts';

/** The four agencies with their real schemas. */
export const citySubgraphs = city.subgraphs;

export type Agency = 'identity' | 'transport' | 'payments' | 'statistics';
export const agencies: readonly Agency[] = ['identity', 'transport', 'payments', 'statistics'];

/** Answers of the agencies: the portal's and the city's data, and a public field of each agency. */
export const cityWorld: World = {
  query: {
    ...city.world.query,
    ...portal.world.query,
    partnerApp: ({ clientId }) => ({ __typename: 'PartnerApp', clientId, platform: 'WeChat' }),
    initiatePayment: () => ({ __typename: 'PaymentInitiated', paymentId: 'payment-1' }),
    dataflow: ({ id }) => ({ __typename: 'Dataflow', id, version: '1.0' }),
  },
  entity: (row) => (row.__typename === 'Notice' ? city.world.entity(row) : portal.world.entity(row)),
};

/** A public root field of each agency; some are cached unless `CACHE=off`. */
export const publicFields: Readonly<Record<Agency, string>> = {
  identity: 'partnerApp(clientId: "wechat-city") { platform }',
  transport: 'station(gtfsId: "HZ:wulin") { name }',
  payments: 'notice(code: "33010000100000000000") { code }',
  statistics: 'dataflow(id: "population") { version }',
};
