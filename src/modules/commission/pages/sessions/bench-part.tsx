import type { Child } from 'hono/jsx';
import type { PageRequest } from '#platform/module.ts';
import { type FieldError, Form, type FormValues } from '#platform/ui/index.ts';
import { staffPaths } from '../../addresses.ts';
import type { SessionSheet } from '../../sheet.ts';

/** A form of the bench that came back: which one, what was typed into it, and why. */
export interface BenchReturn {
  part: string;
  values: FormValues;
  errors?: readonly FieldError[];
  overtaken?: boolean;
}

/** The address of a form of the bench. */
export const benchAddress = (id: string, part: string) => `${staffPaths.sessions}/${id}/${part}`;

export interface PartProps {
  request: PageRequest;
  sheet: SessionSheet;
  returned: BenchReturn | undefined;
}

/** A form of the bench, with what was typed into it where it is the one that came back. */
export function PartForm({
  part,
  values = {},
  files,
  children,
  request,
  sheet,
  returned,
}: PartProps & { part: string; values?: FormValues; files?: boolean; children?: Child }) {
  const own = returned?.part === part ? returned : undefined;
  return (
    <Form
      action={request.page.href(benchAddress(sheet.session.id, part))}
      values={own?.values ?? values}
      errors={own?.errors ?? []}
      hidden={{ version: String(sheet.session.version) }}
      label={request.page.t(`commission:bench.parts.${partName(part)}`)}
      {...(files ? { files } : {})}
    >
      {children}
    </Form>
  );
}

const partNames = [
  'convocar',
  'borrar',
  'cancelar',
  'asistencia',
  'llegadas',
  'salidas',
  'mociones',
  'votos',
  'decidir',
  'terminar',
  'minuta',
] as const;

function partName(part: string): (typeof partNames)[number] {
  return partNames.find((each) => part.split('/')[0] === each) ?? 'votos';
}

/** The seats of a session, or some of them, to be marked. */
export const seatChoices = ({ sheet, request }: PartProps, of = sheet.seats) =>
  of.map(({ id, holder, votes }) => ({
    value: id,
    label: holder,
    ...(votes ? {} : { hint: request.page.t('commission:seats.noVote') }),
  }));
