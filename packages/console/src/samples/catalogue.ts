import type { Sample } from './sample.ts';

const none = () => ({});

/** In the order of the menu. The first is what a new visitor sees. */
export const samples: readonly Sample[] = [
  {
    name: 'one-query',
    title: 'One query, four agencies',
    summary: 'Who am I, what do I owe, when does my train leave.',
    agencies: ['identity', 'payments', 'transport', 'statistics'],
    fullFor: ['lin'],
    variables: none,
  },
  {
    name: 'my-data',
    title: 'What an app learns about me',
    summary: 'Predicates, values with their source, passes, consents.',
    agencies: ['identity', 'transport'],
    fullFor: ['lin'],
    variables: none,
  },
  {
    name: 'find-notice',
    title: 'Look up a payment notice',
    summary: 'By its 20-digit code: the debt, and the payee.',
    agencies: ['payments', 'identity'],
    fullFor: ['lin'],
    variables: ({ noticeCode }) => ({ code: noticeCode }),
  },
  {
    name: 'pay-notice',
    title: 'Pay a notice',
    summary: 'A mutation with an idempotency key and typed problems.',
    agencies: ['payments'],
    fullFor: ['lin'],
    variables: ({ noticeCode, freshKey }) => ({
      input: { noticeCode, provider: 'TEST', idempotencyKey: freshKey },
    }),
  },
  {
    name: 'departures',
    title: 'Departures',
    summary: 'The next trains of a station, found by its name.',
    agencies: ['transport'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'journey',
    title: 'Plan a journey',
    summary: 'Changes, walks and fares from door to door.',
    agencies: ['transport'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'population',
    title: 'Population by district',
    summary: 'The latest figure of each district of the city.',
    agencies: ['statistics'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'small-numbers',
    title: 'Small numbers',
    summary: 'Values that would reveal somebody are suppressed, and marked.',
    agencies: ['statistics', 'identity'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'who-is-who',
    title: 'Agencies and apps',
    summary: 'Agencies and apps, with approved scopes.',
    agencies: ['identity', 'statistics'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'revenue',
    title: 'Revenue report',
    summary: 'Revenue of this year, by revenue code.',
    agencies: ['payments', 'identity', 'statistics'],
    fullFor: ['operator-payments'],
    variables: ({ now }) => ({
      agency: 'finance',
      region: '330100',
      from: `${now.getFullYear()}-01-01`,
      until: `${now.getFullYear() + 1}-01-01`,
    }),
  },
];
