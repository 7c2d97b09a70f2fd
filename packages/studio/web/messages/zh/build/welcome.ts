import type { welcome as english } from '../../en/build/welcome.ts';

export const welcome: typeof english = {
  title: '开发应用',
  signUp: '注册开发者账号',
  lead: '注册应用，提交应用要运行的查询，平台自动得出所需权限；由部门审批，由市民授权。',
  steps: {
    register: { title: '注册', text: '填写中英文名称、登录后的返回地址，以及数据用途。' },
    operations: {
      title: '粘贴查询操作',
      text: '立即看到读取哪些字段、敏感程度如何、须由谁同意，以及将向市民询问什么。',
    },
    decide: {
      title: '跟踪审批进度',
      text: '各部门批准或不批准自己负责的部分，并说明理由。在此期间可用虚拟市民测试。',
    },
    live: { title: '上线', text: '类型安全的客户端、操作白名单，以及应用实际使用情况的数据。' },
  },
  demo: '在本演示中，点击即可切换为开发者。',
  actAsDeveloper: '以开发者身份继续',
  production: '您需要本平台的开发者账号。账号由平台运营方为贵单位开通，开通后请在此登录。',
  notForYou: '当前登录的账号不是开发者账号。请退出后以开发者账号登录。',
};
