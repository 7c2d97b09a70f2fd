import type { settings as english } from '../../en/build/settings.ts';

export const settings: typeof english = {
  title: '密钥与设置',
  secret: '应用密钥',
  secretText: '部署新密钥期间，可让旧密钥继续有效一段时间，以免登录失败。',
  oldUntil: '旧密钥有效期至',
  keepOld: '旧密钥',
  keepHours:
    '{hours, plural, =0 {立即失效} =1 {继续有效 1 小时} =24 {继续有效 1 天} =168 {继续有效 7 天} other {继续有效 # 小时}}',
  keepHint: '如旧密钥可能已泄露，请立即停用。',
  replace: '更换应用密钥',
  replaceTitle: '更换应用密钥？',
  newSecret: '新的应用密钥',
  keysText: '如需在更换公钥时不中断服务，请先同时登记新旧公钥，切换后再仅登记新公钥。',
  change: '修改应用',
  save: '保存修改',
  saved: '已保存。',
  proposed: '已保存。经部门审核过的内容须再次审核后生效，见上方。',
  unchanged: '没有修改。',
  pending: '自 {date} 起有一项变更待审核',
  pendingText: '管理员批准变更之前，应用保持现状。',
  inReview: '本应用正在等待审核：新的返回地址和用途也须经审核。',
  reviewed: '部门已审核过本应用：新的返回地址和用途须经审核。',
  keepKeys: '两项均留空则保留现有公钥。',
};
