import type { DataSet } from '#platform/data-sets/data-set.ts';
import { notesDataSet } from './notes.ts';
import { commitmentsDataSet, plansDataSet } from './plans.ts';
import { membersDataSet, secretariatsDataSet } from './secretariats.ts';

/** What is loaded of the exercise, in the order in which it builds on itself. */
export const dataSets: readonly DataSet[] = [
  secretariatsDataSet,
  membersDataSet,
  plansDataSet,
  commitmentsDataSet,
  notesDataSet,
];
