import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { checkDataSet, type LoadCheck } from '#platform/data-sets/check.ts';
import { type DataSet, LoadError } from '#platform/data-sets/data-set.ts';
import { loadDataSet } from '#platform/data-sets/load.ts';
import type { Services } from '#platform/services.ts';
import type { AcceptedFile } from '#platform/uploads/accept.ts';
import {
  keepPending,
  mostPending,
  type PendingSummary,
  pendingOf,
  readPending,
  removePending,
  updateCheck,
} from '#platform/uploads/pending.ts';

/** What is done here: files are loaded into the data sets of the whole platform. */
export const loadData = 'administration.load-data';

/** Checks a file and keeps it until its sender decides. @returns its identifier; undefined where too many wait already */
export async function checkFile(
  services: Services,
  person: Person,
  dataSet: DataSet,
  options: Readonly<Record<string, string>>,
  { name, bytes, sha256 }: AcceptedFile,
): Promise<string | undefined> {
  services.access.require(person, loadData, {});
  if ((await pendingOf(services.orm, person.id)).length >= mostPending) return undefined;
  const check = await checkDataSet(services, dataSet, { bytes, source: name, options });
  return keepPending(services.orm, {
    ...{ person: person.id, dataSet: dataSet.name, options, name, sha256, bytes, check },
    sentAt: services.now(),
  });
}

/** What came of a decision to load: the file is gone, the records have changed so that it must be looked at again, or it is in. */
export type LoadOutcome = 'gone' | 'changed' | 'unchanged' | 'loaded';

class Gone extends Error {}

/** Loads a checked file. Of several decisions on one file, or on several with the same bytes, one loads. */
export async function loadChecked(
  services: Services,
  person: Person,
  dataSets: readonly DataSet[],
  id: string,
): Promise<LoadOutcome> {
  services.access.require(person, loadData, {});
  const upload = await readPending(services.orm, id, person.id);
  const dataSet = dataSets.find(({ name }) => name === upload?.dataSet);
  if (!upload || !dataSet) return 'gone';
  const { bytes, name, options, sha256 } = upload;
  try {
    const report = await loadDataSet(
      services,
      dataSet,
      { bytes, source: name, options },
      async (orm, done) => {
        if (!(await removePending(orm, id, person.id))) throw new Gone();
        await recordAudit(orm, {
          ...{ at: services.now(), actor: person.id, action: 'administration.data-loaded' },
          target: done.dataSet,
          detail: { sha256, rows: done.rows },
        });
      },
    );
    if (report.outcome === 'unchanged') {
      return (await removePending(services.orm, id, person.id)) ? 'unchanged' : 'gone';
    }
    await services.dataVersion.refresh();
    return 'loaded';
  } catch (error) {
    if (error instanceof Gone) return 'gone';
    if (!(error instanceof LoadError)) throw error;
    const check: LoadCheck = await checkDataSet(services, dataSet, { bytes, source: name, options });
    await updateCheck(services.orm, id, check);
    return 'changed';
  }
}

/** Takes a checked file away without loading it. */
export async function dropChecked(
  services: Services,
  person: Person,
  id: PendingSummary['id'],
): Promise<void> {
  services.access.require(person, loadData, {});
  await removePending(services.orm, id, person.id);
}
