import { z } from 'zod';
import { checkForm } from '#platform/http/form-data.ts';
import { optionalAddress, optionalText, requiredDay, requiredText } from '#platform/http/form-fields.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  DayField,
  type FieldError,
  FileField,
  type FormValues,
  fileSize,
  SelectField,
  TextField,
} from '#platform/ui/index.ts';
import { type AcceptedFile, acceptFile } from '#platform/uploads/accept.ts';
import { lostFile } from '#platform/uploads/document.tsx';
import { type FileKind, fileKinds } from '#platform/uploads/kinds.ts';
import type { NewEvidence } from '../../../actions/evidence.ts';
import type { Room } from './room.tsx';

const kinds = Object.keys(fileKinds) as FileKind[];
const extensions = Object.values(fileKinds).flatMap((kind) => kind.extensions.map((one) => `.${one}`));

/** What evidence is said with. @param optional where it may come along with something else */
export function EvidenceFields({
  request: { page, services },
  room,
  values,
  optional = false,
}: {
  request: PageRequest;
  room: Room;
  values: FormValues;
  optional?: boolean;
}) {
  const { t } = page;
  const { milestones } = room.detail;
  return (
    <>
      <TextField
        name="evidencia"
        label={t('desk:work.evidence.title')}
        hint={t('desk:work.evidence.titleHint')}
        optional={optional}
      />
      <DayField
        name="fecha"
        label={t('desk:work.evidence.date')}
        hint={t('desk:work.evidence.dateHint')}
        values={values}
        optional={optional}
      />
      <TextField
        name="direccion"
        type="url"
        label={t('desk:work.evidence.address')}
        hint={t('desk:work.evidence.addressHint')}
        optional
      />
      <FileField
        name="archivo"
        label={t('desk:work.evidence.file')}
        hint={t('desk:work.evidence.fileHint', { size: fileSize(services.config.maxUploadBytes) })}
        accept={extensions.join(',')}
        optional
      />
      {milestones.length === 0 ? null : (
        <SelectField
          name="hito"
          label={t('desk:work.evidence.milestone')}
          empty={t('desk:work.evidence.whole')}
          options={milestones.map(({ id, number, product }) => ({
            value: id,
            label: `${number}. ${product.slice(0, 120)}`,
          }))}
          optional
        />
      )}
    </>
  );
}

/** Whether a form says anything of evidence. */
function isSaid({ form }: FormRequest): boolean {
  const texts = ['evidencia', 'fecha', 'direccion', 'hito', 'archivo'].map((name) => form.text(name).trim());
  return texts.some((text) => text !== '') || form.file('archivo') !== undefined;
}

async function takeFile({
  form,
  services,
  page,
}: FormRequest): Promise<{ file: AcceptedFile | undefined; errors: FieldError[] }> {
  const { t } = page;
  const sent = form.file('archivo');
  const lost = lostFile({ form, page }, 'archivo');
  if (!sent) return { file: undefined, errors: lost ? [lost] : [] };
  const { maxUploadBytes: maxBytes } = services.config;
  const accepted = await acceptFile(sent, { kinds, maxBytes });
  if (accepted.ok) return { file: accepted.file, errors: [] };
  const { problem } = accepted;
  const message =
    problem === 'unknown' || problem === 'other-kind'
      ? t('desk:work.evidence.otherKind')
      : t(`uploads:send.problem.${problem}`, { size: fileSize(maxBytes) });
  return { file: undefined, errors: [{ field: 'archivo', message }] };
}

/**
 * The evidence that a form brought: null where it says nothing of any.
 * @param required whether there has to be some
 */
export async function readEvidence(
  request: FormRequest,
  required: boolean,
): Promise<{ evidence: NewEvidence | null; errors: FieldError[] }> {
  const { t } = request.page;
  if (!required && !isSaid(request)) return { evidence: null, errors: [] };
  const schema = z.object({
    evidencia: requiredText(t, 300),
    fecha: requiredDay(t),
    direccion: optionalAddress(t),
    hito: optionalText(t, 40),
  });
  const checked = checkForm(schema, request.form);
  const { file, errors } = await takeFile(request);
  const wrong: FieldError[] = [...(checked.ok ? [] : checked.errors), ...errors];
  if (!checked.ok || wrong.length > 0) return { evidence: null, errors: wrong };
  const { evidencia: title, fecha: date, direccion: address, hito: milestone } = checked.input;
  if (file && address !== null)
    return { evidence: null, errors: [{ field: 'direccion', message: t('desk:work.evidence.both') }] };
  const shown = file ? { file } : address === null ? undefined : { address };
  if (!shown)
    return { evidence: null, errors: [{ field: 'direccion', message: t('desk:work.evidence.neither') }] };
  return { evidence: { title, date, shown, milestone }, errors: [] };
}
