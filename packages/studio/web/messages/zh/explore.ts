import type { explore as english } from '../en/explore.ts';

export const explore: typeof english = {
  title: '查询',
  samples: '示例',
  forAnyone: '任何人可用',
  fullFor: '{personas} 可读取全部字段',
};
