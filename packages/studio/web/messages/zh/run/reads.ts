import type { reads as english } from '../../en/run/reads.ts';

export const reads: typeof english = {
  title: '读取情况',
  lead: '最近 30 天各应用读取各部门个人数据的次数和涉及人数。',
  empty: '这段时间没有读取个人数据。',
  app: '应用',
  console: '工作台上的工作人员',
  agency: '部门',
  records: '次数',
  people: '人数',
};
