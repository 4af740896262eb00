import { forbidden } from '../access/access.ts';
import { secondFactorPath, signInAddress } from '../access/addresses.ts';
import { type Subject, visitor } from '../access/subject.ts';
import { Problem } from '../errors/problem.ts';
import { localizedPath } from '../i18n/languages.ts';
import { documents } from '../limits/allowances.ts';
import { type Allowance, requireTurn } from '../limits/limit.ts';
import type { ReadLimit } from '../limits/reads.ts';
import type {
  FormRequest,
  FormRoute,
  MessageRoute,
  Module,
  PageCaching,
  PageRequest,
  PageRoute,
} from '../module.ts';
import type { Services } from '../services.ts';
import { currentSettings } from '../settings/settings.ts';
import type { PageContext } from '../ui/index.ts';
import { bounded } from './body.ts';
import { clientAddress } from './client-address.ts';
import { type FormInput, readFormData } from './form-data.ts';
import { type Frame, pageContext, renderPage } from './frame.tsx';
import { personalCache } from './page-cache.ts';
import { fileResponse, htmlResponse } from './responses.ts';
import type { PageResult } from './results.ts';
import { isFromOwnPage } from './same-origin.ts';
import { SendAgain } from './send-again.tsx';

/** What answering takes of the application. */
export interface RouteContext {
  frame: Frame;
  modules: readonly Module[];
  services: Services;
  readLimit: ReadLimit;
}

/** Whom a limit is for: the client, as a keyed hash. */
export function clientOf(
  request: Request,
  { config, secrets }: Pick<Services, 'config' | 'secrets'>,
): string {
  return secrets.hash('limits', clientAddress(request, config.trustedProxies)).slice(0, 32);
}

async function requireClientTurn(
  services: Services,
  request: Request,
  limit: Allowance | undefined,
): Promise<void> {
  if (limit) await requireTurn(services.orm, limit, clientOf(request, services), services.now());
}

async function subjectOf(
  { modules, services }: RouteContext,
  request: Request,
  answer: Headers,
): Promise<Subject> {
  const module = modules.find(({ authenticate }) => authenticate);
  return (await module?.authenticate?.(request, services, answer)) ?? visitor;
}

/** Where somebody goes who may not use a route yet, and may afterwards. @throws Problem 403 for those who never may */
function wayIn(
  { services }: RouteContext,
  subject: Subject,
  access: string,
  back: string,
): string | undefined {
  switch (services.access.missing(subject, access)) {
    case undefined:
      return undefined;
    case 'sign-in':
      return signInAddress(back);
    case 'second-factor':
      return `${secondFactorPath}?volver=${encodeURIComponent(back)}`;
    case 'permission':
      throw forbidden();
  }
}

/** A result as a response. What was made for one person is kept nowhere. */
async function respond(
  { frame, services }: RouteContext,
  page: PageContext,
  result: PageResult,
  cache: PageCaching | 'personal',
  answer: Headers,
): Promise<Response> {
  const kept = cache === 'personal' ? 'none' : cache;
  let response: Response;
  if (result.kind === 'html') {
    const status = result.status ?? 200;
    const settings = await currentSettings(services);
    response = htmlResponse(
      renderPage(frame, page, result, settings),
      status,
      status === 200 ? kept : 'none',
    );
  } else response = fileResponse(result, page.lang, kept);
  if (cache === 'personal') {
    response.headers.set('cache-control', personalCache);
    for (const name of ['access-control-allow-origin', 'access-control-expose-headers'])
      response.headers.delete(name);
    response.headers.set('cross-origin-resource-policy', 'same-origin');
  }
  for (const [name, value] of answer) response.headers.append(name, value);
  return response;
}

const redirectTo = (path: string): PageResult => ({ kind: 'redirect', status: 303, path });

/** Answers a page or download. */
export async function answerPage(
  context: RouteContext,
  route: PageRoute,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const { services, modules, readLimit } = context;
  const url = new URL(request.url);
  const page = pageContext(url);
  const answer = new Headers();
  await readLimit.require(url, clientOf(request, services));
  const personal = route.access !== 'public' || route.personal === true;
  await requireClientTurn(services, request, route.limit);
  const subject = personal ? await subjectOf(context, request, answer) : visitor;
  const asked: PageRequest = { services, page, params, query: page.query, modules, subject, request, answer };
  if (route.access !== 'public') {
    const query = page.query.size > 0 ? `?${page.query}` : '';
    const way = wayIn(context, subject, route.access, page.path + query);
    if (way) return respond(context, page, redirectTo(way), 'personal', answer);
  }
  return respond(context, page, await route.handle(asked), personal ? 'personal' : route.cache, answer);
}

/** 403: a form that another site sent, or a program that does not say where it comes from. */
function foreignForm(): Problem {
  return new Problem(
    403,
    {
      es: 'El envío no viene de una página de Tequio, así que no se hizo nada.',
      en: 'What was sent does not come from a page of Tequio, so nothing was done.',
    },
    undefined,
    'foreignForm',
  );
}

/** Somebody's session ended while they wrote: they get everything back, to send it again once signed in. */
function sendAgain(
  context: RouteContext,
  page: PageContext,
  way: string,
  form: FormInput,
  answer: Headers,
): Promise<Response> {
  const { t } = page;
  const result: PageResult = {
    kind: 'html',
    status: 401,
    title: t('again.title'),
    description: t('again.text'),
    indexed: false,
    main: <SendAgain signIn={page.href(way)} values={form.values(secretFields)} />,
  };
  return respond(context, page, result, 'personal', answer);
}

/** Fields whose content is never sent back to the browser, whatever form they stand in. */
export const secretFields = ['password', 'currentPassword', 'newPassword', 'code', 'curp'] as const;

/** What stands around a file that is sent: the other fields of its form, and where each begins. */
const formBytes = 64 * 1024;

function mostBytes({ maxBytes }: NonNullable<FormRoute['files']>, { config }: Services): number {
  return (maxBytes ?? config.maxUploadBytes) + formBytes;
}

/** Answers what a form has sent. */
export async function answerForm(
  context: RouteContext,
  route: FormRoute,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const { services, modules } = context;
  if (!isFromOwnPage(request, services.config)) throw foreignForm();
  const page = pageContext(new URL(request.url));
  const answer = new Headers();
  await requireClientTurn(services, request, route.limit ?? (route.files && documents));
  const subject = await subjectOf(context, request, answer);
  const way = route.access === 'public' ? undefined : wayIn(context, subject, route.access, page.path);
  // Files are taken from those only who may send them; nobody could be given them back.
  if (way && route.files) return respond(context, page, redirectTo(way), 'personal', answer);
  const sent = route.files ? await bounded(request, mostBytes(route.files, services)) : request;
  const form = await readFormData(sent, route.files !== undefined);
  if (way) return sendAgain(context, page, way, form, answer);
  const client = clientOf(request, services);
  const asked: FormRequest = {
    ...{ services, page, params, query: page.query, modules, subject, request, answer },
    ...{ form, client },
  };
  return respond(context, page, await route.handle(asked), 'personal', answer);
}

/** Answers what a program has sent. */
export async function answerMessage(
  context: RouteContext,
  route: MessageRoute,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const { services, modules } = context;
  const page = pageContext(new URL(request.url));
  const answer = new Headers();
  await requireClientTurn(services, request, route.limit);
  const body = new Uint8Array(await request.arrayBuffer());
  const result = await route.handle({
    ...{ services, page, params, query: page.query, modules, request, answer },
    body,
  });
  return respond(context, page, result, 'none', answer);
}

/** The addresses of a route, in its languages. */
export function addressesOf({ path, languages }: Pick<PageRoute, 'path' | 'languages'>): string[] {
  const spanish = !languages || languages.includes('es-MX') ? [path] : [];
  const english = !languages || languages.includes('en') ? [localizedPath(path, 'en')] : [];
  return [...spanish, ...english];
}
