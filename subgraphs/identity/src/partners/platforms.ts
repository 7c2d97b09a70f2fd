/** Where apps can live. Citizens read it beside the app's name, so it is no free text. */
const platforms: readonly string[] = [
  ...['WeChat', 'Alipay', 'Weibo', 'Douyin', 'Baidu', 'UnionPay', 'DingTalk', 'WeCom'],
  ...['HarmonyOS', 'Android', 'iOS', 'Windows', 'macOS', 'Linux', 'Web'],
];

/** Why an app cannot be shown as one of this platform, in words; `null` where it can. */
export function platformProblem(platform: string): string | null {
  return platforms.includes(platform) ? null : `must be one of: ${platforms.join(', ')}`;
}
