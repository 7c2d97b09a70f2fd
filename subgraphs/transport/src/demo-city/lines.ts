/** Vehicles leave every `headway` minutes from `from` until before `to`; hours, past 24 for the night. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly headway: number;
}

export interface Line {
  readonly id: string;
  readonly operator: 'metro' | 'bus' | 'water';
  /** `route_type`: 1 metro, 3 bus, 4 ferry. */
  readonly type: 1 | 3 | 4;
  readonly name: string;
  readonly english: string;
  readonly color: string;
  /** Places along the line. A loop ends at its start and runs in one direction. */
  readonly places: readonly string[];
  readonly loop?: true;
  readonly kilometresPerHour: number;
  readonly dwellSeconds: number;
  readonly weekday: readonly Period[];
  readonly weekend: readonly Period[];
  /** Further trips in the nights after Friday and Saturday. */
  readonly lateWeekend?: readonly Period[];
}

const metro = {
  operator: 'metro',
  type: 1,
  kilometresPerHour: 42,
  dwellSeconds: 40,
  weekday: [
    { from: 6, to: 7, headway: 8 },
    { from: 7, to: 9.5, headway: 4 },
    { from: 9.5, to: 16.5, headway: 8 },
    { from: 16.5, to: 19, headway: 4 },
    { from: 19, to: 23.5, headway: 10 },
  ],
  weekend: [
    { from: 6, to: 9, headway: 10 },
    { from: 9, to: 21, headway: 7 },
    { from: 21, to: 23.5, headway: 10 },
  ],
  lateWeekend: [{ from: 23.5, to: 24.75, headway: 15 }],
} as const;

const bus = {
  operator: 'bus',
  type: 3,
  kilometresPerHour: 19,
  dwellSeconds: 20,
  weekday: [
    { from: 6, to: 9, headway: 10 },
    { from: 9, to: 17, headway: 15 },
    { from: 17, to: 19.5, headway: 10 },
    { from: 19.5, to: 22.5, headway: 20 },
  ],
  weekend: [
    { from: 6.5, to: 20, headway: 15 },
    { from: 20, to: 22.5, headway: 20 },
  ],
} as const;

export const lines: readonly Line[] = [
  {
    ...metro,
    id: 'M1',
    name: '1号线',
    english: 'Line 1',
    color: 'C8102E',
    places: [
      ...['xianghu', 'binhe', 'jiangling', 'jinjiang', 'chengzhan', 'dingan', 'longxiang', 'fengqi'],
      ...['wulin', 'culture', 'datieguan', 'east', 'jiubao', 'xiasha', 'wenze'],
    ],
  },
  {
    ...metro,
    id: 'M2',
    name: '2号线',
    english: 'Line 2',
    color: 'EE7623',
    places: [
      ...['liangzhu', 'sandun', 'fengtan', 'xueyuan', 'wulinmen', 'fengqi'],
      ...['qianjiang', 'zhenning', 'renmin', 'chaoyang'],
    ],
  },
  {
    ...metro,
    id: 'M4',
    name: '4号线',
    english: 'Line 4',
    color: '4CA22F',
    places: ['pengbu', 'east', 'civic', 'qianjiang', 'jinjiang', 'fuxing', 'puyan'],
  },
  {
    ...bus,
    id: '7',
    name: '7路',
    english: '7',
    color: '005BAC',
    places: ['bus-chengzhan', 'wushan', 'hubin', 'duanqiao', 'yuemiao', 'zhiwuyuan', 'lingyin'],
  },
  {
    ...bus,
    id: '27',
    name: '27路',
    english: '27',
    color: '005BAC',
    places: ['bus-wulin', 'hubin', 'duanqiao', 'yuemiao', 'shuangfeng', 'longjing'],
  },
  {
    ...bus,
    id: '51',
    name: '51路环湖线',
    english: '51 West Lake Loop',
    color: '00A3AD',
    loop: true,
    places: ['hubin', 'duanqiao', 'yuemiao', 'sudi', 'jingci', 'wushan', 'hubin'],
  },
  {
    ...bus,
    id: '155',
    name: '155路',
    english: '155',
    color: '005BAC',
    places: ['bus-sandun', 'university', 'wenyi', 'bus-wulin'],
  },
  {
    ...bus,
    id: '188',
    name: '188路',
    english: '188',
    color: '005BAC',
    places: ['bus-puyan', 'hospital', 'bus-jiangling', 'library', 'bus-civic', 'bus-east'],
  },
  {
    ...bus,
    id: 'N2',
    name: '夜间2路',
    english: 'Night 2',
    color: '1B1B5E',
    kilometresPerHour: 24,
    places: ['bus-east', 'bus-wulin', 'hubin', 'wushan', 'bus-chengzhan', 'bus-jiangling', 'bus-puyan'],
    weekday: [{ from: 23, to: 28.5, headway: 30 }],
    weekend: [{ from: 23, to: 28.5, headway: 20 }],
  },
  {
    id: 'W1',
    operator: 'water',
    type: 4,
    name: '水上巴士1号线',
    english: 'Water Bus 1',
    color: '0086BF',
    kilometresPerHour: 10,
    dwellSeconds: 120,
    places: ['pier-wulin', 'pier-xinyi', 'pier-gongchen'],
    weekday: [{ from: 7.5, to: 17.5, headway: 40 }],
    weekend: [{ from: 8, to: 18, headway: 30 }],
  },
];
