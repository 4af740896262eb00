import type { FileRow } from '#platform/http/table-file.ts';
import { themeWords } from '../rules/index.ts';
import type { KnownCommitment } from './known.ts';

/** Numbers as a plan has them: 2 before 10, those beyond the plan after them. */
function byNumberOf(a: string, b: string): number {
  const beyond = Number(a.startsWith('P')) - Number(b.startsWith('P'));
  return beyond || Number(a.replace(/\D/g, '')) - Number(b.replace(/\D/g, ''));
}

/** The drafts of a plan in the shape of an import: a row for each milestone, the commitment in the first of them. */
export function importRows(commitments: Iterable<KnownCommitment>): FileRow[] {
  const drafts = [...commitments].filter(({ row }) => row.draft);
  drafts.sort((a, b) => byNumberOf(a.row.number, b.row.number));
  return drafts.flatMap(({ row, milestones }) => {
    const commitment: FileRow = {
      ...{ numero: row.number, titulo: row.title, problema: row.problem, meta: row.goal },
      ...{ tema: row.theme && themeWords[row.theme], meta_ods: row.sdgTarget, responsable: row.lead },
      ...{ apoyan: row.supporting.join('; ') || null, contraparte: row.counterpart },
      ...{ inicio: row.startsOn, vence: row.dueOn },
    };
    if (milestones.length === 0) return [commitment];
    return milestones.map(({ product, responsible, dueOn, weight }, at) => ({
      ...(at === 0 ? commitment : { numero: row.number }),
      ...{ producto: product, hito_responsable: responsible, hito_vence: dueOn, peso: weight },
    }));
  });
}
