import { readFileSync } from 'node:fs';
import { personas } from '@civic-graph/testing';
import { differingDigits } from '../load/request.ts';
import type { Arguments, Row } from '../stubs/world.ts';
import { city } from './city.ts';
import type { Shape } from './shape.ts';

const page = (nodes: readonly Row[]): Row => ({ __typename: 'Page', nodes });
const agency = (id: string): Row => ({ __typename: 'Agency', id, name: 'Traffic Police' });
const money: Row = { __typename: 'Money', amountMinor: '20000', currency: 'CNY' };
const fact = (value: string, classification: string): Row => ({
  __typename: 'PersonalText',
  value,
  classification,
  source: () => agency('civil-affairs'),
});

const notices = Array.from({ length: 5 }, (_, at) => ({
  __typename: 'Notice',
  code: `3301000010000000000${at}`,
  amount: money,
  agency: () => agency('traffic-police'),
}));
const payments = Array.from({ length: 5 }, (_, at) => ({
  __typename: 'Payment',
  id: `payment-${at}`,
  receipt: { __typename: 'Receipt', number: `R000${at}` },
}));
const departures = ['08:10', '08:20', '08:30'].map((time) => ({
  __typename: 'Departure',
  scheduledDeparture: `2026-11-26T${time}:00+08:00`,
  route: { __typename: 'Route', shortName: '1' },
}));

/** Only the caller, so that one person is recorded instead of two. */
const citizen: Row = {
  __typename: 'Citizen',
  uin: personas.lin.citizenKey,
  id: 'pairwise',
  ageOver: () => true,
  profile: {
    __typename: 'Profile',
    name: fact('林小明', 'C2'),
    birthDate: { ...fact('1990-05-17', 'C3'), __typename: 'SensitiveDate' },
  },
  notices: () => page(notices),
  payments: () => page(payments),
  transitPasses: [{ __typename: 'TransitPass', kind: 'SENIOR', valid: true }],
};

const region: Row = {
  __typename: 'Region',
  code: '330100',
  name: '杭州市',
  indicator: () => ({
    __typename: 'Indicator',
    series: [
      { __typename: 'Series', latest: { __typename: 'Observation', timePeriod: '2025', value: 13_724_642 } },
    ],
  }),
};

function entityOf({ __typename, id }: Row): Row {
  switch (__typename) {
    case 'Citizen':
      return citizen;
    case 'Region':
      return region;
    case 'Agency':
      return agency(String(id));
    default:
      throw new Error(`the portal asks for no ${__typename}`);
  }
}

/** This project's graph, and the demo's query over all four agencies. */
export const portal: Shape = {
  name: 'portal',
  subgraphs: city.subgraphs,
  world: {
    query: {
      me: () => citizen,
      station: ({ gtfsId }: Arguments) => ({
        __typename: 'Station',
        name: `station ${String(gtfsId)}`,
        departures: () => page(departures),
      }),
      planJourney: () => ({
        __typename: 'JourneyPlan',
        itineraries: [
          {
            __typename: 'Itinerary',
            departure: '2026-11-26T08:10:00+08:00',
            arrival: '2026-11-26T08:40:00+08:00',
          },
        ],
      }),
      region: () => region,
    },
    entity: entityOf,
  },
  queries: [
    {
      name: 'one query, four agencies',
      text: readFileSync(new URL('../../e2e/one-query/one-query.graphql', import.meta.url), 'utf8'),
      variables: {
        station: `HZ:${differingDigits}`,
        from: 'HZ:wulin',
        to: 'HZ:east',
        at: '2026-11-26T08:00:00+08:00',
        region: '330100',
      },
      rate: 150,
    },
  ],
};
