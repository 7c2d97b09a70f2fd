import type { registered as english } from '../../en/build/registered.ts';

export const registered: typeof english = {
  title: '应用已注册',
  lead: '当前为草稿。下一步：粘贴应用要运行的查询操作。',
  clientId: '客户端标识',
  secret: '应用密钥',
  once: '应用密钥仅显示这一次。请保存到应用服务器存放密钥的位置；以后可以更换，但无法再次查看。',
  next: '下一步：粘贴查询操作',
};
