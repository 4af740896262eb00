import type { FormRoute, PageRoute } from '#platform/module.ts';
import { publicAgreementPages } from './agreements/public.tsx';
import { staffAgreementForms, staffAgreementPages } from './agreements/staff.tsx';
import { publicCovenantPages } from './covenants/public.tsx';
import { staffCovenantForms, staffCovenantPages } from './covenants/staff.tsx';
import { filePages } from './documents.tsx';
import { publicExhortationPages } from './exhortations/public.tsx';
import { staffExhortationForms, staffExhortationPages } from './exhortations/staff.tsx';
import { publicPlanPages, staffPlanForms, staffPlanPages } from './plan/index.ts';
import { popoloPages } from './popolo.ts';
import { sessionForms, sessionPages } from './sessions/index.tsx';
import { startPages } from './start.tsx';

export const pages: readonly PageRoute[] = [
  ...startPages,
  ...publicPlanPages,
  ...staffPlanPages,
  ...sessionPages,
  ...publicAgreementPages,
  ...staffAgreementPages,
  ...publicExhortationPages,
  ...staffExhortationPages,
  ...publicCovenantPages,
  ...staffCovenantPages,
  ...popoloPages,
  ...filePages,
];

export const forms: readonly FormRoute[] = [
  ...staffPlanForms,
  ...sessionForms,
  ...staffAgreementForms,
  ...staffExhortationForms,
  ...staffCovenantForms,
];
