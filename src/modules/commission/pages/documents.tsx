import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { Checked } from '#platform/http/form-data.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import { type FieldError, usePage } from '#platform/ui/index.ts';
import { downloadOf } from '#platform/uploads/accept.ts';
import { DocumentFields, type DocumentNames, type ReadDocument } from '#platform/uploads/document.tsx';
import { type FileKind, fileKinds } from '#platform/uploads/kinds.ts';
import { filesPath, isFilePath } from '../rules/index.ts';
import { findFile } from '../store/files.ts';
import { DocumentLink } from '../views/document-link.tsx';

/** The fields of what shows that something was done, and of what says it. */
export const evidenceNames: DocumentNames = { address: 'evidencia', file: 'evidenciaArchivo' };
export const documentNames: DocumentNames = { address: 'documento', file: 'documentoArchivo' };

/** What the field of an address shows of a document: a file is not shown there. */
export const addressValue = (document: string | null) =>
  document === null || isFilePath(document) ? '' : document;

/** The fields of a document, with the file that already stands: it stays until another takes its place. */
export function RecordDocument({
  standing,
  names,
  label,
  hint,
  maxBytes,
}: {
  standing: string | null;
  names: DocumentNames;
  label: string;
  hint?: string;
  maxBytes: number;
}) {
  const { t } = usePage();
  return (
    <>
      {standing !== null && isFilePath(standing) ? (
        <p>
          {t('commission:document.standing')} <DocumentLink document={standing} />.
        </p>
      ) : null}
      <DocumentFields label={label} names={names} maxBytes={maxBytes} {...(hint ? { hint } : {})} optional />
    </>
  );
}

/** What is wrong with the fields of a form and with its document, together. */
export function errorsOf(checked: Checked<unknown>, sent: ReadDocument): FieldError[] {
  return [...(checked.ok ? [] : checked.errors), ...(sent.ok ? [] : sent.errors)];
}

/** `/comision/archivos/<id>`: a document of the Commission, to be kept: nothing in it runs here. */
async function filePage({ params, services }: PageRequest): Promise<PageResult> {
  const { id = '' } = params;
  const found = isId(id) ? await findFile(services.orm, id) : undefined;
  if (found && Object.hasOwn(fileKinds, found.kind))
    return downloadOf({ name: found.name, kind: found.kind as FileKind, bytes: found.bytes });
  throw notFound(
    'No hay un documento en esta dirección. Los documentos están en la página de su acuerdo, convenio o exhorto.',
    'There is no document at this address. Documents are on the page of their agreement, covenant or exhortation.',
    'id',
  );
}

export const filePages: readonly PageRoute[] = [
  { path: `${filesPath}/:id`, access: 'public', cache: 'data', handle: filePage },
];
