import { DataTable, usePage } from '#platform/ui/index.ts';

/** The hashes of a proof, in their order. */
export function HashTable({
  id,
  caption,
  hashes,
  header,
}: {
  id: string;
  caption: string;
  /** In base64. */
  hashes: readonly string[];
  /** What each hash is. */
  header: string;
}) {
  const { t } = usePage();
  return (
    <DataTable
      id={id}
      caption={caption}
      rows={hashes.map((hash, at) => ({ step: at + 1, hash }))}
      columns={[
        { key: 'paso', header: t('ledger:proof.step'), cell: ({ step }) => step },
        { key: 'huella', header, cell: ({ hash }) => <code>{hash}</code> },
      ]}
    />
  );
}
