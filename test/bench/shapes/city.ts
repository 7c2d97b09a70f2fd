import { readFileSync } from 'node:fs';
import { differingDigits } from '../load/request.ts';
import type { Row } from '../stubs/world.ts';
import type { Shape, ShapeSubgraph } from './shape.ts';

/** The unchanged schemas of the four agencies. */
function agency(name: string, extended: readonly string[]): ShapeSubgraph {
  const file = new URL(`../../../subgraphs/${name}/schema.graphql`, import.meta.url);
  return { name, sdl: readFileSync(file, 'utf8'), extends: extended };
}

const money = (amountMinor: string): Row => ({ __typename: 'Money', amountMinor, currency: 'CNY' });

function notice(code: string): Row {
  return {
    __typename: 'Notice',
    code,
    status: 'ISSUED',
    dueDate: '2026-12-31',
    issuedAt: '2026-11-25T09:30:00+08:00',
    amount: money('20000'),
    items: () => ['罚款', '滞纳金'].map((name, index) => item(name, index)),
    agency: () => payee(`payee-${code.slice(-10)}`),
  };
}

function item(name: string, index: number): Row {
  return {
    __typename: 'NoticeItem',
    revenueCode: { __typename: 'RevenueCode', code: `1030501${index}`, name },
    legalBasis: '中华人民共和国道路交通安全法 第九十条',
    amount: money('10000'),
  };
}

function payee(id: string): Row {
  return {
    __typename: 'Agency',
    id,
    name: '杭州市公安局交通警察支队',
    kind: 'PUBLIC_SECURITY',
    homepage: 'https://police.civic-graph.example',
    phone: '+86 571 12345',
  };
}

/** This project's graph. Both queries read a field of class C2, so that there is something to authorize. */
export const city: Shape = {
  name: 'city',
  subgraphs: [
    agency('identity', ['Region']),
    agency('transport', ['Region', 'Agency', 'Citizen']),
    agency('payments', ['Region', 'Agency', 'Citizen']),
    agency('statistics', ['Agency']),
  ],
  world: {
    query: { notice: ({ code }) => notice(String(code)) },
    entity: (row) => (row.__typename === 'Agency' ? payee(String(row.id)) : notice(String(row.code))),
  },
  queries: [
    {
      name: 'small',
      text: 'query Small($code: String!) { notice(code: $code) { code status dueDate issuedAt amount { amountMinor currency } } }',
      variables: { code: `3301000010${differingDigits}` },
      rate: 600,
    },
    {
      name: 'medium',
      text: `query Medium($code: String!) {
  notice(code: $code) {
    code status dueDate issuedAt
    amount { amountMinor currency }
    items { revenueCode { code name } legalBasis amount { amountMinor currency } }
    agency { id name kind homepage phone }
  }
}`,
      variables: { code: `3301000010${differingDigits}` },
      rate: 300,
    },
  ],
};
