import type { app as english } from '../../en/build/app.ts';

export const app: typeof english = {
  tabs: '应用页面',
  back: '我的应用',
  unknown: { title: '没有这个应用', text: '该应用不存在，或者属于其他开发者。' },
};
