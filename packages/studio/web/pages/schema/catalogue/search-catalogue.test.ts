import { expect, it } from 'vitest';
import { readSchema } from '../../../graph/read-schema.ts';
import { pinyinTerms } from './pinyin-terms.ts';
import { createCatalogueSearch } from './search-catalogue.ts';

const fields = readSchema(
  'transport',
  `type Query { "Stations by name." stations: [Station!]! }
  type Station {
    gtfsId: ID!
    "The next departures." departures: [String!]!
  }
  type Citizen {
    "Transit passes of the citizen." transitPasses: [String!]
    "Payment notices." notices: NoticeConnection @requiresScopes(scopes: [["payments:notices"]])
  }
  type NoticeConnection { nodes: [Notice!]! }
  type Notice { due: Int }`,
);
const scopes = new Map([['payments:notices', '缴费通知 Payment notices']]);

it('finds fields by parts of their names, by words of descriptions, and with a typing error', () => {
  const search = createCatalogueSearch(fields);
  const found = (text: string) => search(text).map(({ coordinate }) => coordinate);
  expect(found('passes')).toEqual(['Citizen.transitPasses']);
  expect(found('transitPasses')[0]).toBe('Citizen.transitPasses');
  expect(found('next departures')).toEqual(['Station.departures']);
  expect(found('departurs')).toEqual(['Station.departures']);
  expect(found('nothing like it')).toEqual([]);
  expect(found(' ')).toHaveLength(fields.length);
});

it('finds fields by the Chinese texts of their scopes, by singular words, and by what they hold', () => {
  const search = createCatalogueSearch(fields, { scopes });
  const found = (text: string) => search(text).map(({ coordinate }) => coordinate);
  for (const text of ['缴费', '通知', '缴费通知']) expect(found(text)).toEqual(['Citizen.notices']);
  expect(found('车票')).toEqual([]);
  expect(found('transit pass')).toEqual(['Citizen.transitPasses']);
  expect(found('due notices')).toContain('Citizen.notices');
});

it('finds fields by the pinyin of the Chinese texts of their scopes and agencies, whole, in part, or by initials', () => {
  const agencies = new Map([['transport', '示范市交通运输局']]);
  const search = createCatalogueSearch(fields, { scopes, agencies, pinyin: pinyinTerms });
  const found = (text: string) => search(text).map(({ coordinate }) => coordinate);
  for (const text of ['jiaofei', 'jiaofeitongzhi', 'tongzhi', 'tongz', 'jftz']) {
    expect([text, found(text)]).toEqual([text, ['Citizen.notices']]);
  }
  expect(found('jiaotong')).toHaveLength(fields.length);
  expect(createCatalogueSearch(fields, { scopes, agencies })('jiaofei')).toEqual([]);
});
