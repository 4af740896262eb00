import { findPeople } from '#modules/accounts/index.ts';
import { personOf } from '#platform/access/access.ts';
import type { EffectiveSetting } from '#platform/config/config.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import {
  findSetting,
  type PlatformSettings,
  type SettingName,
  type StoredSetting,
  settingKeys,
} from '#platform/settings/settings.ts';
import {
  Button,
  type Column,
  DataTable,
  type FieldError,
  Form,
  type FormValues,
  Notice,
  SummaryList,
} from '#platform/ui/index.ts';
import { saveSetting, settingsAction } from '../../actions/settings.ts';
import { Outcome } from '../../views/outcome.tsx';
import { SettingValue } from '../../views/setting-value.tsx';
import { StaffPage } from '../../views/staff-page.tsx';
import { editors, settingSlugs } from './forms.tsx';

export const settingsPath = '/gestion/ajustes';

const pathOf = (name: SettingName) => `${settingsPath}/${settingSlugs[name]}`;

function effectiveColumns({ t }: PageRequest['page']): Column<EffectiveSetting>[] {
  const shown = ({ secret, source, value }: EffectiveSetting) => {
    if (secret && source === 'environment') return t('administration:settings.secret');
    return value === null || value === '' ? t('administration:settings.unset') : <code>{value}</code>;
  };
  return [
    { key: 'name', header: t('administration:settings.name'), cell: ({ name }) => <code>{name}</code> },
    { key: 'value', header: t('administration:settings.value'), cell: shown },
    {
      key: 'source',
      header: t('administration:settings.source'),
      cell: ({ source }) => t(`administration:settings.sources.${source}`),
    },
  ];
}

/** `/gestion/ajustes`: what can be changed here, and what the process was started with. */
async function settingsPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const rows = [];
  for (const name of settingKeys) {
    const { value } = await findSetting(services.orm, name);
    const key = t(`administration:settings.${name}.title`);
    const action = { href: href(pathOf(name)), label: t('administration:settings.change'), about: key };
    rows.push({ key, value: <SettingValue value={value} />, action });
  }
  const title = t('administration:settings.title');
  return {
    kind: 'html',
    title,
    description: t('administration:settings.lead'),
    indexed: false,
    main: (
      <StaffPage request={request} title={title} lead={t('administration:settings.lead')}>
        <Outcome request={request} />
        <h2 id="plataforma">{t('administration:settings.platform')}</h2>
        <SummaryList rows={rows} />
        <h2 id="proceso">{t('administration:settings.process')}</h2>
        <p>{t('administration:settings.processText')}</p>
        <DataTable
          id="variables"
          caption={t('administration:settings.caption')}
          columns={effectiveColumns(page)}
          rows={services.config.effective}
        />
      </StaffPage>
    ),
  };
}

/** The setting that an address names. @throws Problem 404 */
function requireSetting({ params }: PageRequest): SettingName {
  const name = settingKeys.find((key) => settingSlugs[key] === params.setting);
  if (name) return name;
  throw notFound('No hay un ajuste con ese nombre.', 'There is no setting of that name.', 'setting');
}

interface Editing<Name extends SettingName> {
  name: Name;
  stored: StoredSetting<Name>;
  values: FormValues;
  errors?: readonly FieldError[];
  /** Who changed it while it was edited, where somebody did. */
  meanwhile?: { by: string | undefined };
}

function Meanwhile<Name extends SettingName>({
  request,
  editing,
}: {
  request: PageRequest;
  editing: Editing<Name>;
}) {
  const { t, href, format } = request.page;
  const { stored, meanwhile } = editing;
  if (!meanwhile) return null;
  const who = meanwhile.by ?? t('administration:audit.somebody');
  const when = stored.changedAt ? format.moment(stored.changedAt) : '';
  return (
    <Notice kind="warning" live title={t('administration:settings.conflict.title')}>
      <p>{t('administration:settings.conflict.text', { who, when })}</p>
      <p>{t('administration:settings.conflict.now')}</p>
      <blockquote>
        <SettingValue value={stored.value} />
      </blockquote>
      <p>
        <a href={href(settingsPath)}>{t('administration:settings.conflict.leave')}</a>
      </p>
      <p>{t('administration:settings.conflict.mine')}</p>
    </Notice>
  );
}

function editResult<Name extends SettingName>(request: PageRequest, editing: Editing<Name>): PageResult {
  const { t, href } = request.page;
  const { stored, values, errors = [], meanwhile } = editing;
  const name: SettingName = editing.name;
  const { Fields } = editors[name];
  const title = t(`administration:settings.${name}.title`);
  const failed = errors.length > 0;
  const status = meanwhile ? 409 : failed ? 422 : 200;
  return {
    kind: 'html',
    status,
    ...(status === 200 ? {} : { failed: true }),
    title,
    description: t(`administration:settings.${name}.text`),
    indexed: false,
    main: (
      <StaffPage
        request={request}
        title={title}
        lead={t(`administration:settings.${name}.text`)}
        above={[{ label: t('administration:settings.title'), href: href(settingsPath) }]}
      >
        <Meanwhile request={request} editing={editing} />
        <Form values={values} errors={errors} hidden={{ version: String(stored.version) }}>
          <Fields />
          <Button>
            {t(meanwhile ? 'administration:settings.saveMine' : 'administration:settings.save')}
          </Button>
        </Form>
      </StaffPage>
    ),
  };
}

async function editPage(request: PageRequest): Promise<PageResult> {
  const name = requireSetting(request);
  const stored = await findSetting(request.services.orm, name);
  return editResult(request, { name, stored, values: valuesOf(name, stored.value) });
}

function valuesOf<Name extends SettingName>(name: Name, value: PlatformSettings[Name]): FormValues {
  return editors[name].values(value);
}

/** Saves a setting; where somebody else was quicker, shows both values and lets the editor choose. */
async function save<Name extends SettingName>(request: FormRequest, name: Name): Promise<PageResult> {
  const { services, form, page } = request;
  const { orm } = services;
  const checked = editors[name].read(form, page.t);
  const values = form.values();
  const version = form.text('version');
  const seen = /^\d{1,9}$/.test(version) ? Number(version) : -1;
  if (!checked.ok) {
    // The version they saw goes along, or correcting a mistake would hide what others did meanwhile.
    const stored = { ...(await findSetting(orm, name)), version: seen };
    return editResult(request, { name, stored, values, errors: checked.errors });
  }
  const { value } = checked.input;
  const outcome = await saveSetting(services, personOf(request), { name, value, seen });
  if (outcome.kind === 'saved') {
    return { kind: 'redirect', status: 303, path: `${settingsPath}?hecho=guardado` };
  }
  const stored = outcome.now;
  const by = stored.changedBy
    ? (await findPeople(orm, [stored.changedBy])).get(stored.changedBy)?.name
    : undefined;
  return editResult(request, { name, stored, values, meanwhile: { by } });
}

const editPath = `${settingsPath}/:setting` as const;

export const settingsPages: readonly PageRoute[] = [
  { path: settingsPath, access: settingsAction, cache: 'none', handle: settingsPage },
  { path: editPath, access: settingsAction, cache: 'none', handle: editPage },
];

export const settingsForms: readonly FormRoute[] = [
  { path: editPath, access: settingsAction, handle: (request) => save(request, requireSetting(request)) },
];
