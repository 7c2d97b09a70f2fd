import type { words as english } from '../en/words.ts';

export const words: typeof english = {
  appState: {
    DRAFT: '草稿',
    SUBMITTED: '等待审批',
    APPROVED_IN_PART: '部分批准',
    APPROVED: '已批准',
    REFUSED: '未批准',
    SUSPENDED: '已暂停',
  },
  dataClass: {
    C0: '公开',
    C1: '假名',
    C2: '个人',
    C3: '敏感',
    C4: '保密',
  },
};
