import type { configuration as english } from '../../en/run/configuration.ts';

export const configuration: typeof english = {
  title: '配置',
  lead: '提供本页的网关当前使用的配置，按环境变量列出。不显示任何机密信息。修改后须重启方可生效。',
  name: '变量',
  value: '当前值',
  unset: '未设置',
  empty: '该网关未提供配置信息。',
};
