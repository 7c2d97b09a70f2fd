import { getOwn } from './own-property.ts';

/** Whether two JSON values are deeply equal, in the time of walking one of them. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    for (let at = 0; at < one.length; at++) if (!isEqual(one[at], other[at])) return false;
    return true;
  }
  let fields = 0;
  for (const key in one) {
    if (!isEqual(getOwn(one, key), getOwn(other, key))) return false;
    fields += 1;
  }
  for (const _ in other) fields -= 1;
  return fields === 0;
}
