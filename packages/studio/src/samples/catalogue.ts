import type { Sample } from './sample.ts';

const none = () => ({});

/** In the order of the menu. The first is what a new visitor sees. */
export const samples: readonly Sample[] = [
  {
    name: 'one-query',
    title: { zh: '一次查询，四个部门', en: 'One query, four agencies' },
    summary: {
      zh: '我是谁、我欠什么、我的车几点开。',
      en: 'Who am I, what do I owe, when does my train leave.',
    },
    agencies: ['identity', 'payments', 'transport', 'statistics'],
    fullFor: ['lin'],
    variables: none,
  },
  {
    name: 'my-data',
    title: { zh: '应用能了解我的哪些信息', en: 'What an app learns about me' },
    summary: {
      zh: '判断结果、带来源的数值、乘车凭证和授权。',
      en: 'Predicates, values with their source, passes, consents.',
    },
    agencies: ['identity', 'transport'],
    fullFor: ['lin'],
    variables: none,
  },
  {
    name: 'find-notice',
    title: { zh: '查询缴费通知', en: 'Look up a payment notice' },
    summary: { zh: '凭 20 位编号查询欠费与收款单位。', en: 'By its 20-digit code: the debt, and the payee.' },
    agencies: ['payments', 'identity'],
    fullFor: ['lin'],
    variables: ({ noticeCode }) => ({ code: noticeCode }),
  },
  {
    name: 'pay-notice',
    title: { zh: '缴纳费用', en: 'Pay a notice' },
    summary: {
      zh: '带幂等键的变更操作，错误有明确类型。',
      en: 'A mutation with an idempotency key and typed problems.',
    },
    agencies: ['payments'],
    fullFor: ['lin'],
    variables: ({ noticeCode, freshKey }) => ({
      input: { noticeCode, provider: 'TEST', idempotencyKey: freshKey },
    }),
  },
  {
    name: 'departures',
    title: { zh: '发车时刻', en: 'Departures' },
    summary: { zh: '按站名查询接下来的车次。', en: 'The next trains of a station, found by its name.' },
    agencies: ['transport'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'journey',
    title: { zh: '规划行程', en: 'Plan a journey' },
    summary: { zh: '从出发到目的地的换乘、步行和票价。', en: 'Changes, walks and fares from door to door.' },
    agencies: ['transport'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'population',
    title: { zh: '各区人口', en: 'Population by district' },
    summary: { zh: '全市各区的最新数据。', en: 'The latest figure of each district of the city.' },
    agencies: ['statistics'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'small-numbers',
    title: { zh: '小数值保护', en: 'Small numbers' },
    summary: {
      zh: '可能暴露个人的数值会被隐去并标明。',
      en: 'Values that would reveal somebody are suppressed, and marked.',
    },
    agencies: ['statistics', 'identity'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'who-is-who',
    title: { zh: '部门与应用', en: 'Agencies and apps' },
    summary: { zh: '部门、应用及其已批准的权限。', en: 'Agencies and apps, with approved scopes.' },
    agencies: ['identity', 'statistics'],
    fullFor: [],
    variables: none,
  },
  {
    name: 'revenue',
    title: { zh: '收入报告', en: 'Revenue report' },
    summary: { zh: '今年各收入项目的收入。', en: 'Revenue of this year, by revenue code.' },
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
