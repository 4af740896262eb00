import { latestLoads } from '#platform/data-sets/load.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { Notice } from '#platform/ui/index.ts';
import { pendingOf } from '#platform/uploads/pending.ts';
import { dataSetPath } from '../../views/data-sets/addresses.ts';
import { type LoadRow, LoadsTable } from '../../views/data-sets/loads-table.tsx';
import { PendingTable } from '../../views/data-sets/pending-table.tsx';
import { seriesName, titleOf } from '../../views/data-sets/words.ts';
import { StaffPage } from '../../views/staff-page.tsx';
import { loadRow } from './loads.ts';

const outcomes = ['cargado', 'igual', 'cancelado'] as const;

function Outcome({ request: { page, query } }: { request: PageRequest }) {
  const done = outcomes.find((outcome) => outcome === query.get('hecho'));
  if (!done) return null;
  return (
    <Notice kind="done" live title={page.t(`uploads:data.done.${done}.title`)}>
      <p>{page.t(`uploads:data.done.${done}.text`)}</p>
    </Notice>
  );
}

/** All data sets with the loads that stand, and the files that wait for a decision. */
export async function listPage(request: PageRequest): Promise<PageResult> {
  const { services, page, modules, subject } = request;
  const { t, href } = page;
  const latest = await latestLoads(services);
  const dataSets = modules.flatMap((module) => module.dataSets);
  const named = (name: string) => {
    const found = dataSets.find((dataSet) => dataSet.name === name);
    return found ? titleOf(found, t) : name;
  };
  const rows = await Promise.all(
    dataSets.flatMap((dataSet): (LoadRow | Promise<LoadRow>)[] => {
      const link = <a href={href(dataSetPath(dataSet.name))}>{titleOf(dataSet, t)}</a>;
      const loads = latest.filter((load) => seriesName(load.dataSet).set === dataSet.name);
      if (loads.length === 0) {
        return [
          { name: link, rows: null, loadedAt: null, source: '', sha256: '', notes: 0, entry: undefined },
        ];
      }
      return loads.map((load) => {
        const { options } = seriesName(load.dataSet);
        return loadRow(
          services.orm,
          load,
          options ? (
            <>
              {link} ({options})
            </>
          ) : (
            link
          ),
        );
      });
    }),
  );
  const sent = subject.kind === 'person' ? await pendingOf(services.orm, subject.id) : [];
  // Files that wait elsewhere are decided on where they were sent.
  const pending = sent.filter(({ dataSet }) => dataSets.some(({ name }) => name === dataSet));
  const title = t('uploads:data.title');
  return {
    kind: 'html',
    title,
    description: t('uploads:data.lead'),
    indexed: false,
    main: (
      <StaffPage request={request} title={title} lead={t('uploads:data.lead')}>
        <Outcome request={request} />
        {pending.length > 0 ? <PendingTable rows={pending} titleOf={named} /> : null}
        <LoadsTable
          id="conjuntos"
          caption={t('uploads:data.list')}
          nameHeader={t('uploads:data.columns.set')}
          rows={rows}
        />
      </StaffPage>
    ),
  };
}
