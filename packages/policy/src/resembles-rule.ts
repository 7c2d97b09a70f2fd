import { accessRules } from './rule-specifications.ts';

const reserved = accessRules.map(bare);

/**
 * Whether a directive is called like an access rule, whatever its case, underscores and namespace, or one
 * typo away.
 */
export function resemblesRule(directiveName: string): boolean {
  const own = directiveName.replace(/^@/, '').replace(/^.*__/, '');
  return [directiveName, own].some((name) => isNear(bare(name)));
}

/** Whether a URL names a specification that is called like an access rule. */
export function isUrlLikeRule(url: string): boolean {
  return url.split(/[/?#&=]/).some((segment) => resemblesRule(segment));
}

function isNear(name: string): boolean {
  return reserved.some((rule) => isOneEditApart(name, rule));
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Equal, or made equal by one letter more, less or other, or by two neighbours changing places. */
function isOneEditApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [left, right] = [one.slice(start), other.slice(start)];
  if (left.length > right.length) return left.slice(1) === right;
  if (left.length < right.length) return left === right.slice(1);
  const isSwapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return left.slice(1) === right.slice(1) || isSwapped;
}
