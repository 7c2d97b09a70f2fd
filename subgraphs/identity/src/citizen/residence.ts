/**
 * Whether the district `home` lies in `region` (codes of GB/T 2260).
 *
 * A code has three pairs of digits: province, prefecture, county. Trailing 00 includes all below, so `330100`
 * (Hangzhou) contains `330106` (Xihu).
 */
export function liesIn(home: string, region: string): boolean {
  return home.startsWith(region.replace(/(00){1,2}$/, ''));
}

/** Whether {@link liesIn} can decide about `region`: six digits, not beginning with 00. */
export function isRegionCode(region: string): boolean {
  return /^(?!00)\d{2}(0000|(?!00)\d{2}(00|(?!00)\d{2}))$/.test(region);
}

/** Whether the code names a county or district, the level of an address. */
export function isDistrict(code: string): boolean {
  return !code.endsWith('00');
}
