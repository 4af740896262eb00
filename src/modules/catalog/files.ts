import { countRecords } from '#modules/commission/index.ts';
import { type EditionView, editionViews, latestMeasuredEdition } from '#modules/metrica/index.ts';
import {
  countInstitutions,
  countMunicipalities,
  holidayCalendar,
  listMunicipalities,
  listStates,
} from '#modules/territory/index.ts';
import { latestLoads } from '#platform/data-sets/load.ts';
import type { Services } from '#platform/services.ts';
import { type DataFile, dataFiles } from './dictionary.ts';

/** The state that stands for all in addresses that have one. */
const exampleState = 'oaxaca';

/** A file as it can be downloaded now. */
export interface OfferedFile {
  file: DataFile;
  /** Its address without the ending. */
  path: string;
  /** The edition it is of; undefined where it is of none. */
  year: number | undefined;
  rows: number;
}

/** What is published at the moment, and what it was loaded from. */
export interface Published {
  editions: readonly EditionView[];
  measured: EditionView | undefined;
  institutions: number;
  municipalities: number;
  files: readonly OfferedFile[];
  loads: Awaited<ReturnType<typeof latestLoads>>;
}

function editionFiles(file: DataFile, editions: readonly EditionView[]): OfferedFile[] {
  return editions
    .filter((view) => view.institutions.length > 0)
    .toReversed()
    .map((view) => ({
      file,
      path: file.path.replace('{year}', String(view.year)),
      year: view.year,
      rows: file.id === 'units' ? view.units.length : view.institutions.length,
    }));
}

/** Everything that can be downloaded, with how many rows each file has. */
export async function published(services: Services): Promise<Published> {
  const { orm } = services;
  const editions = await editionViews(services);
  const measured = await latestMeasuredEdition(services);
  // Each of these files is of the newest edition that it can be of, which need not be the newest measured.
  const verified = editions.findLast(({ tree, published }) => tree && published.length > 0);
  const explained = editions.findLast(({ tree }) => tree);
  const states = await listStates(orm);
  const institutions = await countInstitutions(orm, {});
  const example = states.find(({ slug }) => slug === exampleState)?.clave ?? '';
  const rows: Record<Exclude<DataFile['id'], 'units' | 'institutions'>, number> = {
    editions: editions.length,
    verification: verified?.published.length ?? 0,
    methodology: explained?.tree?.measures.size ?? 0,
    states: states.length,
    municipalities: (await listMunicipalities(orm, example)).length,
    catalogue: institutions,
    holidays: (await holidayCalendar(services)).rules.length,
    ...(await countRecords(orm)),
  };
  return {
    editions,
    measured,
    institutions,
    municipalities: [...(await countMunicipalities(orm)).values()].reduce((sum, count) => sum + count, 0),
    files: dataFiles.flatMap((file) =>
      file.id === 'units' || file.id === 'institutions'
        ? editionFiles(file, editions)
        : {
            file,
            path: file.path.replace('{state}', exampleState),
            year: undefined,
            rows: rows[file.id],
          },
    ),
    loads: await latestLoads(services),
  };
}
