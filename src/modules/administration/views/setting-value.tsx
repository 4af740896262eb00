import type { PlatformSettings, SettingName } from '#platform/settings/settings.ts';
import { usePage } from '#platform/ui/index.ts';

/** The value of a setting, as it is now. */
export function SettingValue({ value }: { value: PlatformSettings[SettingName] }) {
  const { t } = usePage();
  if (value === null) return <>{t('administration:settings.unset')}</>;
  if (typeof value === 'string') return <>{value}</>;
  if ('ordinary' in value) return <>{t('administration:settings.session-notice.value', value)}</>;
  return (
    <>
      <p>
        {t(`administration:settings.tones.${value.tone}`)}: {value.es}
      </p>
      {value.en ? (
        <p>
          {t('administration:settings.inEnglish')}: {value.en}
        </p>
      ) : null}
    </>
  );
}
