import type { RevenueCodeRow } from '../database/database.ts';

/**
 * Payee units of the demo city: agency, its number in the notice code, and its names in the directory of
 * agencies.
 */
export const payeeUnits = [
  { agency: 'civil-affairs', number: '101', name_zh: '示范市民政局', name_en: 'Civil Affairs Bureau' },
  { agency: 'transport', number: '102', name_zh: '示范市交通运输局', name_en: 'Transport Bureau' },
  { agency: 'finance', number: '103', name_zh: '示范市财政局', name_en: 'Finance Bureau' },
  { agency: 'statistics', number: '104', name_zh: '示范市统计局', name_en: 'Statistics Bureau' },
  { agency: 'traffic-police', number: '105', name_zh: '示范市公安局交通警察支队', name_en: 'Traffic Police' },
  { agency: 'education', number: '106', name_zh: '示范市教育局', name_en: 'Education Bureau' },
] as const;

type DemoAgency = (typeof payeeUnits)[number]['agency'];

/** Urban districts of Hangzhou (GB/T 2260) that levy charges. */
export const regions = ['330102', '330105', '330106', '330108', '330109', '330110'] as const;

/** A small catalogue in the form of China's classification of government revenue; parents first. */
export const revenueCodes: readonly RevenueCodeRow[] = [
  { code: '103', name: 'Non-tax revenue', name_zh: '非税收入', parent: null },
  { code: '10304', name: 'Administrative fees', name_zh: '行政事业性收费收入', parent: '103' },
  { code: '1030401', name: 'Public security fees', name_zh: '公安行政事业性收费收入', parent: '10304' },
  { code: '103040101', name: 'Vehicle licence fee', name_zh: '机动车号牌工本费', parent: '1030401' },
  { code: '1030427', name: 'Education fees', name_zh: '教育行政事业性收费收入', parent: '10304' },
  { code: '103042701', name: 'Senior high school tuition', name_zh: '普通高中学费', parent: '1030427' },
  { code: '103042702', name: 'Boarding fee', name_zh: '住宿费', parent: '1030427' },
  { code: '1030445', name: 'Civil affairs fees', name_zh: '民政行政事业性收费收入', parent: '10304' },
  { code: '103044501', name: 'Cemetery management fee', name_zh: '公墓管理费', parent: '1030445' },
  { code: '1030499', name: 'Other fees', name_zh: '其他行政事业性收费收入', parent: '10304' },
  { code: '103049901', name: 'Professional examination fee', name_zh: '专业考试费', parent: '1030499' },
  { code: '10305', name: 'Fines and confiscations', name_zh: '罚没收入', parent: '103' },
  { code: '1030501', name: 'General fines', name_zh: '一般罚没收入', parent: '10305' },
  { code: '103050101', name: 'Traffic fines', name_zh: '交通违法罚款', parent: '1030501' },
];

interface Charge {
  readonly agency: DemoAgency;
  readonly items: readonly {
    readonly revenueCode: string;
    readonly legalBasis: string;
    readonly amountMinor: number;
  }[];
  readonly offence: string | null;
}

const roadSafety = 'Road Traffic Safety Law, Article 90';
const fine = (offence: string, yuan: number): Charge => ({
  agency: 'traffic-police',
  items: [{ revenueCode: '103050101', legalBasis: roadSafety, amountMinor: yuan * 100 }],
  offence,
});
const fee = (agency: DemoAgency, revenueCode: string, legalBasis: string, yuan: number): Charge => ({
  agency,
  items: [{ revenueCode, legalBasis, amountMinor: yuan * 100 }],
  offence: null,
});

export const redLight = fine('Drove through a red light', 200);

export const tuition: Charge = {
  agency: 'education',
  items: [
    {
      revenueCode: '103042701',
      legalBasis: 'Provincial fee schedule for senior high schools',
      amountMinor: 120_000,
    },
    { revenueCode: '103042702', legalBasis: 'Provincial fee schedule for boarding', amountMinor: 40_000 },
  ],
  offence: null,
};

export const examination = fee('finance', '103049901', 'Fee schedule for accounting examinations', 112);

export const charges: readonly [Charge, ...Charge[]] = [
  redLight,
  fine('Parked where parking is forbidden', 150),
  fine('Exceeded the speed limit by less than 20 %', 50),
  fine('Drove in a bus lane', 100),
  tuition,
  examination,
  fee('civil-affairs', '103044501', 'Regulations on funeral management', 360),
  fee('traffic-police', '103040101', 'Fee schedule for motor vehicle licences', 125),
];
export type { Charge };

export const places = [
  'Tianmushan Road and Gudun Road',
  'Zhongshan North Road 310',
  'Jiefang Road and Yan’an Road',
  'Wener Road West 728',
  'Binsheng Road and Jianghan Road',
  'Shixin Road North 85',
] as const;
