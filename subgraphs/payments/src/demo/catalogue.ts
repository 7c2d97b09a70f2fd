import type { RevenueCodeRow } from '../database.ts';

/** Payee units of the demo city: agency and its number in the notice code. */
export const payeeUnits = [
  { agency: 'civil-affairs', number: '101' },
  { agency: 'transport', number: '102' },
  { agency: 'finance', number: '103' },
  { agency: 'statistics', number: '104' },
  { agency: 'traffic-police', number: '105' },
  { agency: 'education', number: '106' },
] as const;

type DemoAgency = (typeof payeeUnits)[number]['agency'];

/** Urban districts of Hangzhou (GB/T 2260), where the money is levied. */
export const regions = ['330102', '330105', '330106', '330108', '330109', '330110'] as const;

/** A small catalogue in the shape of China's classification of government revenue; parents first. */
export const revenueCodes: readonly RevenueCodeRow[] = [
  { code: '103', name: 'Non-tax revenue', parent: null },
  { code: '10304', name: 'Administrative fees', parent: '103' },
  { code: '1030401', name: 'Public security fees', parent: '10304' },
  { code: '103040101', name: 'Vehicle licence fee', parent: '1030401' },
  { code: '1030427', name: 'Education fees', parent: '10304' },
  { code: '103042701', name: 'Senior high school tuition', parent: '1030427' },
  { code: '103042702', name: 'Boarding fee', parent: '1030427' },
  { code: '1030445', name: 'Civil affairs fees', parent: '10304' },
  { code: '103044501', name: 'Cemetery management fee', parent: '1030445' },
  { code: '1030499', name: 'Other fees', parent: '10304' },
  { code: '103049901', name: 'Professional examination fee', parent: '1030499' },
  { code: '10305', name: 'Fines and confiscations', parent: '103' },
  { code: '1030501', name: 'General fines', parent: '10305' },
  { code: '103050101', name: 'Traffic fines', parent: '1030501' },
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
