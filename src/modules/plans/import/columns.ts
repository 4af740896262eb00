/** The columns of a plan's file, in their order: a row for each milestone. */
export const commitmentColumns = [
  ...(['numero', 'titulo', 'problema', 'meta', 'tema', 'meta_ods', 'responsable', 'apoyan'] as const),
  ...(['contraparte', 'inicio', 'vence'] as const),
] as const;
export const milestoneColumns = ['producto', 'hito_responsable', 'hito_vence', 'peso'] as const;
export const importColumns = [...commitmentColumns, ...milestoneColumns] as const;

export type ImportColumn = (typeof importColumns)[number];

/** What may have several lines. */
export const longColumns: readonly ImportColumn[] = ['problema', 'meta', 'producto'];

/** What stands as it was typed: a spreadsheet would make 16.1 of the target 16.10. */
export const textColumns: readonly ImportColumn[] = ['numero', 'meta_ods'];

/** The name of the import where problems are told, and of its files that wait for a decision. */
export const importName = 'plan-drafts';

/** The most rows of a file: a hundred commitments of fifty milestones each. */
export const mostImportRows = 5000;
