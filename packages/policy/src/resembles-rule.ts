import { accessRules } from './rule-specifications.ts';

const reserved = accessRules.map(bare);

/**
 * Whether a directive name resembles an access rule, ignoring case, underscores and namespace, and allowing
 * one typo.
 */
export function resemblesRule(directiveName: string): boolean {
  const own = directiveName.replace(/^@/, '').replace(/^.*__/, '');
  return [directiveName, own].some((name) => isNear(bare(name)));
}

/** Whether a specification URL resembles that of an access rule. */
export function isUrlLikeRule(url: string): boolean {
  return url.split(/[/?#&=]/).some((segment) => resemblesRule(segment));
}

function isNear(name: string): boolean {
  return reserved.some((rule) => isOneEditApart(name, rule));
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Whether two names differ by at most one insertion, deletion, substitution or transposition. */
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
