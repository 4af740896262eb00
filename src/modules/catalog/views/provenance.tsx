import { rich } from '#platform/i18n/rich.tsx';
import {
  Code,
  type Column,
  DataTable,
  type PageContext,
  Prose,
  SummaryList,
  usePage,
} from '#platform/ui/index.ts';
import type { Published } from '../files.ts';

type Load = Published['loads'][number];

/** A checksum that may break into lines, and is copied as one word all the same. */
function Checksum({ sha256 }: { sha256: string }) {
  const groups = sha256.match(/.{1,16}/g) ?? [];
  return (
    <code>
      {groups.map((group, at) => (
        <>
          {at > 0 ? <wbr /> : null}
          {group}
        </>
      ))}
    </code>
  );
}

function loadColumns({ t, format }: PageContext): Column<Load>[] {
  return [
    { key: 'set', header: t('site:data.loads.set'), cell: ({ dataSet }) => <code>{dataSet}</code> },
    { key: 'file', header: t('site:data.loads.file'), cell: ({ source }) => <code>{source}</code> },
    {
      key: 'rows',
      header: t('site:data.loads.rows'),
      numeric: true,
      cell: ({ rows }) => format.integer(rows),
    },
    { key: 'date', header: t('site:data.loads.date'), cell: ({ loadedAt }) => format.date(loadedAt) },
    { key: 'sha', header: t('site:data.loads.sha'), cell: ({ sha256 }) => <Checksum sha256={sha256} /> },
  ];
}

/** Who published what, and the very files that were loaded. */
export function Provenance({ editions, loads }: Pick<Published, 'editions' | 'loads'>) {
  const page = usePage();
  const { t, lang } = page;
  const language = lang === 'en' ? 'en' : 'es';
  return (
    <>
      <h3>{t('site:data.loads.sources')}</h3>
      <SummaryList
        rows={[
          ...editions.toReversed().map(({ year, facts }) => ({
            key: t('site:data.loads.edition', { year }),
            value: (
              <>
                {facts.sources.map((source) => (
                  <p>{source[language]}</p>
                ))}
              </>
            ),
          })),
          { key: t('site:data.loads.territory'), value: t('site:data.loads.territoryText') },
          { key: t('site:data.loads.catalogue'), value: t('site:data.loads.catalogueText') },
        ]}
      />
      <DataTable
        id="cargas"
        caption={t('site:data.loads.caption')}
        columns={loadColumns(page)}
        rows={loads}
        empty={{ title: t('site:data.loads.empty') }}
        note={t('site:data.loads.lead')}
      />
    </>
  );
}

/** On what terms the data may be used, how to cite them, and how to check them. */
export function Use({ citation, example }: { citation: string | undefined; example: string | undefined }) {
  const { t, href } = usePage();
  const link = (path: string) => (text: string) => <a href={href(path)}>{text}</a>;
  return (
    <>
      <h3 id="licencia">{t('site:data.use.licence')}</h3>
      <Prose>
        <p>
          {rich(t('site:data.use.licenceText'), {
            licence: (text) => (
              <a href={t('common:footer.licenceAddress')} rel="license">
                {text}
              </a>
            ),
          })}
        </p>
      </Prose>
      {citation ? (
        <>
          <h3 id="citar">{t('site:data.use.cite')}</h3>
          <Prose>
            <blockquote>{citation}</blockquote>
          </Prose>
        </>
      ) : null}
      <h3 id="comprobar">{t('site:data.use.verify')}</h3>
      <Prose>
        <p>
          {rich(t('site:data.use.verifyText'), {
            method: link('/metrica/metodologia'),
            verification: link('/metrica/verificacion'),
          })}
        </p>
        <Code>npm run tequio -- verify</Code>
        {example ? (
          <>
            <p>{t('site:data.use.shaText')}</p>
            <Code>sha256sum {example}</Code>
          </>
        ) : null}
      </Prose>
    </>
  );
}
