import { z } from 'zod';
import { type Checked, checkForm, type FormInput } from '#platform/http/form-data.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { Banner, PlatformSettings, SettingName } from '#platform/settings/settings.ts';
import {
  type FormValues,
  NumberField,
  RadiosField,
  TextArea,
  TextField,
  usePage,
} from '#platform/ui/index.ts';

/** The part of a setting's address, in Spanish as all addresses. */
export const settingSlugs: Readonly<Record<SettingName, string>> = {
  contact: 'contacto',
  'error-reports': 'errores',
  banner: 'aviso',
  'session-notice': 'convocatoria',
};

/** How one setting is edited. */
interface Editor<Name extends SettingName> {
  Fields(): ReturnType<typeof TextField>;
  values(value: PlatformSettings[Name]): FormValues;
  read(form: FormInput, t: Translate): Checked<{ value: PlatformSettings[Name] }>;
}

const longestAddress = 254;
const longestBanner = 500;

/** What an address of either kind looks like. */
const emailSchema = z.email().max(longestAddress);
const pageSchema = z.url({ protocol: /^https$/ }).max(longestBanner);

const orNothing = (typed: string) => (typed === '' ? null : typed);

const contact: Editor<'contact'> = {
  Fields() {
    const { t } = usePage();
    return (
      <TextField
        name="correo"
        type="email"
        autocomplete="off"
        spellcheck={false}
        optional
        label={t('administration:settings.contact.label')}
        hint={t('administration:settings.contact.hint')}
      />
    );
  },
  values: (value) => ({ correo: value ?? '' }),
  read(form, t) {
    const isAddress = (typed: string) => typed === '' || emailSchema.safeParse(typed).success;
    const correo = z.string().trim().refine(isAddress, t('administration:give.problem.email'));
    const checked = checkForm(z.object({ correo }), form);
    return checked.ok ? { ok: true, input: { value: orNothing(checked.input.correo) } } : checked;
  },
};

const errorReports: Editor<'error-reports'> = {
  Fields() {
    const { t } = usePage();
    return (
      <TextField
        name="direccion"
        autocomplete="off"
        spellcheck={false}
        optional
        label={t('administration:settings.error-reports.label')}
        hint={t('administration:settings.error-reports.hint')}
      />
    );
  },
  values: (value) => ({ direccion: value ?? '' }),
  read(form, t) {
    const isAddress = (typed: string) =>
      typed === '' || emailSchema.safeParse(typed).success || pageSchema.safeParse(typed).success;
    const direccion = z.string().trim().refine(isAddress, t('administration:settings.error-reports.problem'));
    const checked = checkForm(z.object({ direccion }), form);
    return checked.ok ? { ok: true, input: { value: orNothing(checked.input.direccion) } } : checked;
  },
};

const longestNotice = 90;

const sessionNotice: Editor<'session-notice'> = {
  Fields() {
    const { t } = usePage();
    return (
      <>
        <NumberField
          name="ordinaria"
          label={t('administration:settings.session-notice.ordinary')}
          hint={t('administration:settings.session-notice.hint')}
          width={3}
        />
        <NumberField
          name="extraordinaria"
          label={t('administration:settings.session-notice.extraordinary')}
          width={3}
        />
      </>
    );
  },
  values: (value) =>
    value ? { ordinaria: String(value.ordinary), extraordinaria: String(value.extraordinary) } : {},
  read(form, t) {
    const days = z
      .string()
      .trim()
      .refine(
        (typed) => typed === '' || (/^\d{1,2}$/.test(typed) && Number(typed) <= longestNotice),
        t('administration:settings.session-notice.problem', { most: longestNotice }),
      );
    const checked = checkForm(z.object({ ordinaria: days, extraordinaria: days }), form);
    if (!checked.ok) return checked;
    const { ordinaria, extraordinaria } = checked.input;
    if (ordinaria === '' && extraordinaria === '') return { ok: true, input: { value: null } };
    const missing = ordinaria === '' ? 'ordinaria' : extraordinaria === '' ? 'extraordinaria' : undefined;
    if (missing) {
      const message = t('administration:settings.session-notice.both');
      return { ok: false, errors: [{ field: missing, message }] };
    }
    const value = { ordinary: Number(ordinaria), extraordinary: Number(extraordinaria) };
    return { ok: true, input: { value } };
  },
};

const tones = ['info', 'warning'] as const;

const banner: Editor<'banner'> = {
  Fields() {
    const { t } = usePage();
    return (
      <>
        <RadiosField
          name="tono"
          inline
          label={t('administration:settings.banner.tone')}
          choices={tones.map((tone) => ({ value: tone, label: t(`administration:settings.tones.${tone}`) }))}
        />
        <TextArea
          name="es"
          rows={3}
          maxlength={longestBanner}
          label={t('administration:settings.banner.es')}
          hint={t('administration:settings.banner.hint')}
        />
        <TextArea
          name="en"
          rows={3}
          maxlength={longestBanner}
          optional
          label={t('administration:settings.banner.en')}
        />
      </>
    );
  },
  values: (value) => ({ tono: value?.tone ?? 'info', es: value?.es ?? '', en: value?.en ?? '' }),
  read(form, t) {
    const text = z
      .string()
      .trim()
      .max(longestBanner, t('administration:withdraw.problem.long', { most: longestBanner }));
    const schema = z.object({
      tono: z.enum(tones, t('administration:settings.banner.problem.tone')),
      es: text,
      en: text,
    });
    const checked = checkForm(schema, form);
    if (!checked.ok) return checked;
    const { tono: tone, es, en } = checked.input;
    if (es === '' && en !== '') {
      return {
        ok: false,
        errors: [{ field: 'es', message: t('administration:settings.banner.problem.es') }],
      };
    }
    const value: Banner | null = es === '' ? null : { tone, es, en };
    return { ok: true, input: { value } };
  },
};

export const editors: { [Name in SettingName]: Editor<Name> } = {
  contact,
  'error-reports': errorReports,
  'session-notice': sessionNotice,
  banner,
};
