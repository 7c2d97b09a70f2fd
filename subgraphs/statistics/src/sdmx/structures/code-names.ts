import type { MultilingualText } from '../../data-sets/text.ts';

type Names = Readonly<Record<string, MultilingualText>>;

/** SDMX CL_FREQ, the served codes. */
const frequencyNames: Names = {
  A: { zh: '年', en: 'Annual' },
  S: { zh: '半年', en: 'Half-yearly, semester' },
  T: { zh: '四个月', en: 'Every four months, trimester' },
  Q: { zh: '季', en: 'Quarterly' },
  M: { zh: '月', en: 'Monthly' },
  W: { zh: '周', en: 'Weekly' },
  D: { zh: '日', en: 'Daily' },
  B: { zh: '工作日', en: 'Daily, business week' },
  H: { zh: '小时', en: 'Hourly' },
  N: { zh: '分钟', en: 'Minutely' },
  I: { zh: '不定期', en: 'Date-time, at irregular times' },
};

/** SDMX CL_OBS_STATUS 2.3, the served codes. */
const obsStatusNames: Names = {
  A: { zh: '正常值', en: 'Normal value' },
  B: { zh: '时间序列中断', en: 'Time series break' },
  E: { zh: '估计值', en: 'Estimated value' },
  F: { zh: '预测值', en: 'Forecast value' },
  I: { zh: '插补值', en: 'Imputed value' },
  L: { zh: '缺失，数据存在但未收集', en: 'Missing value; data exist but were not collected' },
  M: { zh: '缺失，数据不可能存在', en: 'Missing value; data cannot exist' },
  O: { zh: '缺失', en: 'Missing value' },
  P: { zh: '初步值', en: 'Provisional value' },
  Q: { zh: '缺失，已抑制', en: 'Missing value; suppressed' },
  U: { zh: '可靠性低', en: 'Low reliability' },
  V: { zh: '未验证值', en: 'Unvalidated value' },
};

/** SDMX CL_CONF_STATUS, the served codes. */
const confStatusNames: Names = {
  F: { zh: '可自由公布', en: 'Free for publication' },
  C: { zh: '保密', en: 'Confidential statistical information' },
};

const namesOf: ReadonlyMap<string, ReadonlyMap<string, MultilingualText>> = new Map([
  ['FREQ', new Map(Object.entries(frequencyNames))],
  ['OBS_STATUS', new Map(Object.entries(obsStatusNames))],
  ['CONF_STATUS', new Map(Object.entries(confStatusNames))],
]);
const none: ReadonlyMap<string, MultilingualText> = new Map();

/** Names of the codes of an attribute. */
export function codeNames(attribute: string): ReadonlyMap<string, MultilingualText> {
  return namesOf.get(attribute) ?? none;
}
