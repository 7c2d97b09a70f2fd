/**
 * Whether the district `home` lies in `region`, both as codes of GB/T 2260.
 *
 * The code is three pairs of digits, province, prefecture, county; a region that leaves lower levels open
 * writes them as 00, so `330100` (Hangzhou) contains `330106` (Xihu).
 */
export function liesIn(home: string, region: string): boolean {
  return home.startsWith(region.replace(/(00){1,2}$/, ''));
}

/**
 * Whether `region` is a code that {@link liesIn} can judge: six digits, not for the whole of nowhere (00…).
 */
export function isRegionCode(region: string): boolean {
  return /^(?!00)\d{2}(0000|(?!00)\d{2}(00|(?!00)\d{2}))$/.test(region);
}

/** Whether the code names a county or district, the level that an address tells. */
export function isDistrict(code: string): boolean {
  return !code.endsWith('00');
}
