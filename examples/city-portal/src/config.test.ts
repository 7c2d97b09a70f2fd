import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('has the addresses of a demo as defaults', () => {
  expect(readConfig({ CLIENT_SECRET: 's' })).toMatchObject({
    origin: 'http://127.0.0.1:8701',
    gateway: 'http://127.0.0.1:4000/graphql',
    clientId: 'wechat-city',
    providers: ['TEST'],
  });
  const own = {
    CLIENT_SECRET: 's',
    PORT: '80',
    PORTAL_URL: 'https://p.example/',
    PAYMENT_PROVIDERS: 'ALIPAY,WECHAT_PAY',
  };
  expect(readConfig(own)).toMatchObject({
    ...{ port: 80, origin: 'https://p.example', providers: ['ALIPAY', 'WECHAT_PAY'] },
  });
});

it.each([
  [{}, 'CLIENT_SECRET: is required'],
  [{ CLIENT_SECRET: 's', PORT: 'x' }, 'PORT: must be'],
  [{ CLIENT_SECRET: 's', PORTAL_URL: 'javascript:1' }, 'PORTAL_URL: must be'],
  [{ CLIENT_SECRET: 's', PAYMENT_PROVIDERS: 'CASH' }, 'PAYMENT_PROVIDERS: must be of'],
])('names the variable that is wrong: %j', (env, message) => {
  expect(() => readConfig(env)).toThrow(message);
});
