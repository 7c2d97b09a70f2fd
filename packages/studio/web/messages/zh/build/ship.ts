import type { ship as english } from '../../en/build/ship.ts';

export const ship: typeof english = {
  title: '客户端',
  client: '类型安全的客户端',
  clientText: '在应用目录中安装客户端，然后根据 src 中的操作生成类型。',
  install: '安装客户端',
  types: '生成类型',
  documents:
    '第二条命令还会生成 src/civic/persisted-documents.json：将该文件粘贴到“查询操作”页面，即可原样提交应用将要发送的内容。',
  settings: '本应用的配置',
  changes: '数据结构变更',
  changesText: '使用应用自己的令牌可登记地址，在应用所用字段发生变更时收到通知：',
};
