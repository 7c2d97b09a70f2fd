import type { trial as english } from '../../en/build/trial.ts';

export const trial: typeof english = {
  title: '试用',
  lead: '以虚拟市民身份运行操作，无论是否已获批准，均具备最新草稿或申请所需的全部权限。不涉及真实数据。',
  operation: '操作',
  operationNumber: '操作 {number}',
  variables: '变量（JSON）',
  citizen: '虚拟市民',
  citizenHint: 'lin、zhao，或 citizen-0002 至 citizen-0999',
  run: '以 {citizen} 身份运行',
  running: '正在运行……',
  noOperations: '请先粘贴查询操作。',
  answer: '结果',
  answered: '以 {citizen} 身份返回，用时 {ms} 毫秒',
  refusals: '结果缺少的内容及原因',
  noRefusals: '没有被拒绝的内容。',
  curl: '用 curl 运行同样的操作',
  curlHint: '复制的内容包含 {citizen} 的令牌，{minutes} 分钟后失效。',
  scopes: '令牌包含的权限范围',
  badVariables: '不是 JSON 对象。',
  httpFailed: '网关返回 HTTP 状态码 {status}。',
  dpop: '在生产环境中，本应用的令牌与其密钥对绑定；沙箱使用普通令牌。',
};
