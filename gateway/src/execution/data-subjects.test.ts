import { personas } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { DataSubjects } from './data-subjects.ts';

const citizen = (uin: string) => ({ __typename: 'Citizen', uin });

test('the calling citizen, and every requested citizen', () => {
  const mine = new DataSubjects(personas.lin);
  mine.collect([citizen('CTZ-2'), { __typename: 'Agency', id: 'transport' }, citizen('CTZ-2')]);
  expect([...mine.citizenKeys]).toEqual([personas.lin.citizenKey, 'CTZ-2']);
  expect(new DataSubjects(personas['operator-payments']).citizenKeys.size).toBe(0);
});

test('more people than one record can hold are refused', () => {
  const all = Array.from({ length: 1_001 }, (_, at) => citizen(`CTZ-${at}`));
  const people = new DataSubjects(personas.admin);
  people.collect(all.slice(1));
  expect(() => people.collect(all)).toThrow(expect.objectContaining({ code: 'OPERATION_LIMIT_EXCEEDED' }));
});
