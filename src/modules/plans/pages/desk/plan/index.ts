import type { FormRoute, PageRoute } from '#platform/module.ts';
import { plansActions } from '../../../policies.ts';
import { deskPath } from '../../../rules/index.ts';
import { amendForm, amendPage } from '../editor/amend.tsx';
import { decideForm, decidePage } from '../editor/decide.tsx';
import { editDraftForm, editDraftPage, newDraftForm, newDraftPage } from '../editor/draft.tsx';
import { planDeskPage } from './desk.tsx';
import { factsForm, factsPage } from './facts.tsx';
import { moveForm, movePage } from './move.tsx';
import { openPlanForm, openPlanPage } from './open.tsx';

const state = `${deskPath}/:slug` as const;
const plan = `${state}/:edition{[0-9]+}` as const;
const drafts = `${plan}/compromisos` as const;
const amendments = '/gestion/compromisos/:id/modificar';
const access = plansActions.plan;

const page = (path: PageRoute['path'], handle: PageRoute['handle']): PageRoute => ({
  ...{ path, access, cache: 'none', handle },
});

export const planDeskPages: readonly PageRoute[] = [
  page(`${state}/abrir`, (request) => openPlanPage(request)),
  page(plan, planDeskPage),
  page(`${plan}/datos`, factsPage),
  page(`${plan}/etapa`, movePage),
  page(`${drafts}/nuevo`, newDraftPage),
  page(`${drafts}/:id`, editDraftPage),
  page(`${drafts}/:id/quitar`, decidePage('remove')),
  page(`${drafts}/:id/publicar`, decidePage('publish')),
  { ...page(amendments, amendPage), access: plansActions.amend },
];

export const planDeskForms: readonly FormRoute[] = [
  { path: `${state}/abrir`, access, handle: openPlanForm },
  { path: `${plan}/datos`, access, handle: factsForm },
  { path: `${plan}/etapa`, access, files: {}, handle: moveForm },
  { path: `${drafts}/nuevo`, access, handle: newDraftForm },
  { path: `${drafts}/:id`, access, handle: editDraftForm },
  { path: `${drafts}/:id/quitar`, access, handle: decideForm('remove') },
  { path: `${drafts}/:id/publicar`, access, handle: decideForm('publish') },
  { path: amendments, access: plansActions.amend, handle: amendForm },
];
