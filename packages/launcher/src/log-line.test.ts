import { expect, it } from 'vitest';
import { readLogLine } from './log-line.ts';

it.each([
  [
    '{"level":30,"service":"identity","step":"citizens","count":250,"msg":"demo data"}',
    'progress',
    'demo data, step citizens, count 250',
  ],
  [
    '{"level":50,"pid":1,"hostname":"h","path":"/readyz","error":{},"msg":"request failed"}',
    'failure',
    'request failed, path /readyz',
  ],
])('shows the progress of a service: %s', (line, kind, text) => {
  expect(readLogLine(line)).toEqual({ kind, text });
});

it.each([
  '{"level":30,"msg":"ready","url":"http://127.0.0.1:4001"}',
  '{"level":30,"msg":"Server listening at http://127.0.0.1:4000"}',
  '(node:1) ExperimentalWarning: something',
  '{"level":30}',
  '{ not JSON',
  '',
])('leaves the rest to the log file: %s', (line) => {
  expect(readLogLine(line)).toEqual({ kind: 'other' });
});
