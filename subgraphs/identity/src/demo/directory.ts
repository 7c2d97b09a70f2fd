import type { DeveloperRow } from '../partners/tables.ts';
import type { AgencyField, AgencyRow, AppRow, OfficialRow, PurposeRow } from '../store/database.ts';

/* Agencies, apps, officials and developers of the demonstration city. */

/** Agencies without a subgraph; the others have a manifest. */
export const agencies: readonly Omit<AgencyRow, 'position'>[] = [
  agency('traffic-police', '公安局交通警察支队', 'Traffic Police', 'PUBLIC_SECURITY', '+8657112000005'),
  agency('education', '教育局', 'Education Bureau', 'EDUCATION', '+8657112000006'),
];

export const purposes: readonly PurposeRow[] = [
  {
    id: 'city-services',
    title_zh: '在应用内为您办理城市服务',
    title_en: 'to handle city services for you in the app',
    lawful_basis: 'consent',
  },
];

export const officials: readonly OfficialRow[] = [
  {
    id: 'operator-transport',
    name_zh: '交通运输局经办人',
    name_en: 'Operator, Transport Bureau',
    kind: 'operator',
    agency: 'transport',
    roles: ['transport-planner'],
    scopes: ['transport:passes'],
  },
  {
    id: 'operator-payments',
    name_zh: '财政局经办人',
    name_en: 'Operator, Finance Bureau',
    kind: 'operator',
    agency: 'finance',
    roles: ['notice-clerk', 'treasurer'],
    scopes: ['payments:notices', 'payments:receipts', 'payments:pay', 'payments:dispute', 'payments:revenue'],
  },
  {
    id: 'operator-identity',
    name_zh: '民政局经办人',
    name_en: 'Operator, Civil Affairs Bureau',
    kind: 'operator',
    agency: 'civil-affairs',
    roles: ['registrar'],
    scopes: [],
  },
  {
    id: 'admin',
    name_zh: '平台管理员',
    name_en: 'Platform administrator',
    kind: 'admin',
    agency: null,
    roles: ['platform-admin'],
    scopes: [],
  },
  {
    id: 'deputy-admin',
    name_zh: '平台副管理员',
    name_en: 'Deputy platform administrator',
    kind: 'admin',
    agency: null,
    roles: ['platform-admin'],
    scopes: [],
  },
];

export const developers: readonly DeveloperRow[] = [
  { id: 'developer', name_zh: '合作伙伴开发者', name_en: 'Developer of a partner' },
];

type DemoApp = Pick<
  AppRow,
  | 'client_id'
  | 'kind'
  | 'name_zh'
  | 'name_en'
  | 'platform'
  | 'homepage'
  | 'redirect_uris'
  | 'approved_scopes'
  | 'purposes'
  | 'state'
>;

/** Client of officials: the platform's own console. */
export const consoleClientId = 'civic-console';

/** Each redirect URI represents the app's own server; a developer's copy would listen on 8701 to 8704. */
export const apps: readonly DemoApp[] = [
  partner('wechat-city', '微信城市服务', 'WeChat City Services', 'WeChat', 8701, [
    'identity:basic',
    'identity:profile',
    'identity:sensitive',
    'identity:consents',
    'transport:passes',
    'payments:due',
    'payments:notices',
    'payments:receipts',
    'payments:pay',
    'payments:dispute',
  ]),
  partner('alipay-city', '支付宝市民中心', 'Alipay Citizen Centre', 'Alipay', 8702, [
    'identity:basic',
    'payments:due',
    'payments:notices',
    'payments:receipts',
    'payments:pay',
  ]),
  partner('weibo-city', '微博城市', 'Weibo City', 'Weibo', 8703, [
    'identity:basic',
    'transport:passes',
    'payments:due',
  ]),
  {
    ...partner(consoleClientId, '政务服务控制台', 'Civic Console', 'Web', 8704, []),
    kind: 'console',
    purposes: [],
  },
];

function agency(id: string, name_zh: string, name_en: string, kind: AgencyField, phone: string) {
  return { id, name_zh: `示范市${name_zh}`, name_en, kind, phone, homepage: `https://${id}.city.example/` };
}

function partner(
  client_id: string,
  name_zh: string,
  name_en: string,
  platform: string,
  port: number,
  approved_scopes: string[],
): DemoApp {
  return {
    client_id,
    kind: 'partner',
    name_zh,
    name_en,
    platform,
    homepage: `https://${client_id}.example/`,
    redirect_uris: [`http://127.0.0.1:${port}/callback`],
    approved_scopes,
    purposes: ['city-services'],
    state: 'approved',
  };
}
