import { z } from 'zod';
import { checkForm, type FormInput } from '../http/form-data.ts';
import { optionalAddress } from '../http/form-fields.ts';
import type { FormRequest } from '../module.ts';
import { type FieldError, FileField, fileSize, TextField, usePage } from '../ui/index.ts';
import { type AcceptedFile, acceptFile, type UploadProblem } from './accept.ts';
import type { FileKind } from './kinds.ts';

/** A document that a form brought and that is not stored yet: where it stands elsewhere, or its file. */
export type PendingDocument = { address: string } | { file: AcceptedFile };

/** What a document may be; told from its bytes. */
const documentKinds: readonly FileKind[] = [
  ...(['pdf', 'docx', 'odt', 'xlsx', 'ods', 'png', 'jpeg', 'webp', 'text'] as const),
];

const accept = '.pdf,.docx,.odt,.xlsx,.ods,.png,.jpg,.jpeg,.webp,.csv,.txt';

/** The names of the two fields of a document. */
export interface DocumentNames {
  address: string;
  file: string;
}

export const documentFields: DocumentNames = { address: 'direccion', file: 'archivo' };

export interface DocumentFieldsProps {
  /** What the document is, as a label: `Minuta de la sesión`. */
  label: string;
  hint?: string;
  /** The configured size of a file, in bytes: `services.config.maxUploadBytes`. */
  maxBytes: number;
  optional?: boolean;
  names?: DocumentNames;
}

/** A document as an address or as a file, of which one is given. Its form needs `files`, its route `files: {}`. */
export function DocumentFields({
  label,
  hint,
  maxBytes,
  optional,
  names = documentFields,
}: DocumentFieldsProps) {
  const { t } = usePage();
  const hintId = `${names.address}-documento`;
  return (
    <fieldset class="govuk-fieldset" aria-describedby={hint ? hintId : undefined}>
      <legend class="govuk-fieldset__legend">
        {label}
        {optional ? <span class="tq-optional"> {t('form.optional')}</span> : null}
      </legend>
      {hint ? (
        <div class="govuk-hint" id={hintId}>
          {hint}
        </div>
      ) : null}
      <TextField
        name={names.address}
        type="url"
        label={t('uploads:document.address')}
        hint={t('uploads:document.addressHint')}
      />
      <FileField
        name={names.file}
        label={t('uploads:document.file')}
        hint={t('uploads:document.fileHint', { size: fileSize(maxBytes) })}
        accept={accept}
      />
    </fieldset>
  );
}

/** A document that was read from a form, or what is wrong with it; null where it was left out. */
export type ReadDocument =
  | { ok: true; document: PendingDocument | null }
  | { ok: false; errors: FieldError[] };

type Request = Pick<FormRequest, 'services' | 'page'> & { form: FormInput };

/** What is wrong with a document's file, in words. */
function fileProblem({ services, page }: Request, problem: UploadProblem): string {
  const { t } = page;
  if (problem === 'other-kind' || problem === 'unknown') return t('uploads:document.otherKind');
  return t(`uploads:send.problem.${problem}`, { size: fileSize(services.config.maxUploadBytes) });
}

/**
 * That a file was chosen and did not come: a form that is sent again after signing in brings its name only, as a text.
 * Without this its act would go on without the document.
 */
export function lostFile(
  { form, page: { t } }: Pick<Request, 'form' | 'page'>,
  field: string,
): FieldError | undefined {
  const name = form.file(field) ? '' : form.text(field).trim();
  return name === '' ? undefined : { field, message: t('form.fileAgain', { name }) };
}

async function readFile(request: Request, sent: File, field: string): Promise<AcceptedFile | FieldError> {
  const { maxUploadBytes: maxBytes } = request.services.config;
  const accepted = await acceptFile(sent, { kinds: documentKinds, maxBytes });
  if (accepted.ok) return accepted.file;
  return { field, message: fileProblem(request, accepted.problem) };
}

/** Reads what a form brought as a document: its address or its file, and not both. Nothing is stored yet. */
export async function readDocument(
  request: Request,
  { required = false, names = documentFields }: { required?: boolean; names?: DocumentNames } = {},
): Promise<ReadDocument> {
  const { t } = request.page;
  const wrong = (error: FieldError): ReadDocument => ({ ok: false, errors: [error] });
  const checked = checkForm(z.object({ [names.address]: optionalAddress(t) }), request.form);
  const sent = request.form.file(names.file);
  if (!checked.ok) return checked;
  const address = checked.input[names.address] ?? null;
  if (address !== null && sent) return wrong({ field: names.address, message: t('uploads:document.both') });
  if (address !== null) return { ok: true, document: { address } };
  if (sent) {
    const file = await readFile(request, sent, names.file);
    return 'field' in file ? wrong(file) : { ok: true, document: { file } };
  }
  const lost = lostFile(request, names.file);
  if (lost) return wrong(lost);
  return required
    ? wrong({ field: names.address, message: t('uploads:document.missing') })
    : { ok: true, document: null };
}
