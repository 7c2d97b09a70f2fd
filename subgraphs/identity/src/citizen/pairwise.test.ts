import { expect, it } from 'vitest';
import { pairwiseSubject } from './pairwise.ts';

const salt = Buffer.alloc(32, 7);

it('is stable for one app, and differs by app, person and salt', () => {
  const subject = pairwiseSubject('CTZ-0000000000', 'wechat-city', salt);
  expect(pairwiseSubject('CTZ-0000000000', 'wechat-city', salt)).toBe(subject);
  const others = [
    pairwiseSubject('CTZ-0000000000', 'alipay-city', salt),
    pairwiseSubject('CTZ-0000000001', 'wechat-city', salt),
    pairwiseSubject('CTZ-0000000000', 'wechat-city', Buffer.alloc(32, 8)),
  ];
  expect(new Set([subject, ...others]).size).toBe(4);
});

it('separates account and client', () => {
  expect(pairwiseSubject('b:c', 'a', salt)).not.toBe(pairwiseSubject('c', 'a:b', salt));
});
