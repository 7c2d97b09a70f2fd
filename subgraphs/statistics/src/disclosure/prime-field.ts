/**
 * A prime whose square is below 2^53, so that products stay exact. Elimination over a prime field needs no
 * rounding; with integer coefficients it finds the same relations as over the rationals.
 */
export const prime = 94_906_249;

/** By Fermat's little theorem. */
export function inverse(value: number): number {
  let result = 1;
  let base = value;
  for (let exponent = prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}
