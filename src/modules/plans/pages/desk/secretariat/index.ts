import type { FormRoute, PageRoute } from '#platform/module.ts';
import { plansActions } from '../../../policies.ts';
import { secretariatDeskPaths as paths, stateDeskPath } from '../../../rules/index.ts';
import { leavingForm, leavingPage } from './leaving.tsx';
import { meetingForm, meetingPage } from './meetings.tsx';
import { newMemberForm, newMemberPage } from './members.tsx';
import { moveForm, movePage } from './move.tsx';
import { stateDeskPage } from './state.tsx';
import { endVoiceForm, inviteForm, voicesPage, withdrawForm } from './voices.tsx';

const access = plansActions.secretariat;
const page = (path: string, handle: PageRoute['handle']): PageRoute => ({
  ...{ path: path as PageRoute['path'], access, cache: 'none', handle },
});
const form = (path: string, handle: FormRoute['handle'], more: Partial<FormRoute> = {}): FormRoute => ({
  ...{ path: path as FormRoute['path'], access, handle },
  ...more,
});

const member = paths.member(':slug', ':member');

/** Where the secretariat of a state is kept. */
export const secretariatPages: readonly PageRoute[] = [
  page(stateDeskPath(':slug'), stateDeskPage),
  page(paths.move(':slug'), (request) => movePage(request)),
  page(paths.members(':slug'), (request) => newMemberPage(request)),
  page(member, (request) => voicesPage(request)),
  page(`${member}/salida`, (request) => leavingPage(request)),
  page(paths.meetings(':slug'), (request) => meetingPage(request)),
];

export const secretariatForms: readonly FormRoute[] = [
  form(paths.move(':slug'), moveForm, { files: {} }),
  form(paths.members(':slug'), newMemberForm),
  form(member, inviteForm),
  form(`${member}/salida`, leavingForm),
  form(`${member}/invitaciones/:invitation`, withdrawForm),
  form(`${member}/representantes/:representative`, endVoiceForm),
  form(paths.meetings(':slug'), meetingForm, { files: {} }),
];
