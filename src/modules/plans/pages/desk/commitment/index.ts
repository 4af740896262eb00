import type { FormRoute, PageRoute } from '#platform/module.ts';
import { assessmentForms, assessmentPages } from './assessment.tsx';
import { commitmentDeskPages } from './desk.tsx';
import { evidenceForms, evidencePages } from './evidence.tsx';
import { progressForms, progressPages } from './progress.tsx';
import { reopeningForms, reopeningPages } from './reopening.tsx';
import { resistanceForms, resistancePages } from './resistances.tsx';

/** Where whoever answers for a commitment, follows it or reviews it says so. */
export const commitmentPages: readonly PageRoute[] = [
  ...commitmentDeskPages,
  ...progressPages,
  ...evidencePages,
  ...resistancePages,
  ...assessmentPages,
  ...reopeningPages,
];
export const commitmentForms: readonly FormRoute[] = [
  ...progressForms,
  ...evidenceForms,
  ...resistanceForms,
  ...assessmentForms,
  ...reopeningForms,
];
