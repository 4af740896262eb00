import type { Child } from 'hono/jsx';
import { Notice, usePage } from '#platform/ui/index.ts';

/** The codes as a text file that is made of the page itself: it comes from no address, and nobody can ask for it again. */
function fileOf(title: string, codes: readonly string[]): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(`${title}\r\n\r\n${codes.join('\r\n')}\r\n`)}`;
}

/** Recovery codes, shown this once: to be printed, downloaded or written down. */
export function RecoveryCodes({ codes, children }: { codes: readonly string[]; children?: Child }) {
  const { t } = usePage();
  return (
    <>
      <Notice kind="warning" title={t('factors:codes.once')}>
        <p>{t('factors:codes.onceText')}</p>
      </Notice>
      <ul class="tq-codes" aria-label={t('factors:codes.list')}>
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href={fileOf(t('factors:codes.fileTitle'), codes)} download={t('factors:codes.fileName')}>
          {t('factors:codes.download')}
        </a>
      </p>
      <p>{t('factors:codes.print')}</p>
      {children}
    </>
  );
}
