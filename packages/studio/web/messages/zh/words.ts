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
  rolloutState: {
    CANARY: '灰度中',
    IN_FORCE: '生效中',
    SUPERSEDED: '已被取代',
    ROLLED_BACK: '已回滚',
  },
  rolloutCause: {
    PUBLISH: '发布',
    WIDEN: '扩大灰度',
    ROLLBACK: '回滚',
    CONTRACT: '契约变更',
  },
  changeKind: {
    BREAKING: '不兼容',
    ACCESS_LOST: '失去权限',
    DEPRECATED: '弃用',
    DANGEROUS: '有风险',
    ACCESS_GAINED: '新增权限',
    SAFE: '兼容',
  },
};
