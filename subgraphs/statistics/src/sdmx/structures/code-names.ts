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

/** SDMX CL_OBS_STATUS 2.3. */
const obsStatusNames: Names = {
  A: { zh: '正常值', en: 'Normal value' },
  B: { zh: '时间序列中断', en: 'Time series break' },
  D: { zh: '定义不同', en: 'Definition differs' },
  E: { zh: '估计值', en: 'Estimated value' },
  F: { zh: '预测值', en: 'Forecast value' },
  G: { zh: '试验性数值', en: 'Experimental value' },
  H: { zh: '缺失，节假日或周末', en: 'Missing value; holiday or weekend' },
  I: { zh: '插补值', en: 'Imputed value' },
  J: { zh: '豁免', en: 'Derogation' },
  K: { zh: '缺失，数据计入其他类别', en: 'Missing value; data included in another category' },
  L: { zh: '缺失，数据存在但未收集', en: 'Missing value; data exist but were not collected' },
  M: { zh: '缺失，数据不可能存在', en: 'Missing value; data cannot exist' },
  N: { zh: '不显著', en: 'Not significant' },
  O: { zh: '缺失', en: 'Missing value' },
  P: { zh: '初步值', en: 'Provisional value' },
  Q: { zh: '缺失，已抑制', en: 'Missing value; suppressed' },
  S: { zh: '罢工及其他特殊事件', en: 'Strike and other special events' },
  U: { zh: '可靠性低', en: 'Low reliability' },
  V: { zh: '未验证值', en: 'Unvalidated value' },
  W: { zh: '包含其他类别的数据', en: 'Includes data from another category' },
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
