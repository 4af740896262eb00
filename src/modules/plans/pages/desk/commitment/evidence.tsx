import { z } from 'zod';
import { checkForm } from '#platform/http/form-data.ts';
import { requiredText } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { TextArea, usePage } from '#platform/ui/index.ts';
import { mayWithdraw, sendEvidence, takeEvidenceBack } from '../../../actions/evidence.ts';
import { plansActions } from '../../../policies.ts';
import { commitmentDeskPath, refuseReport } from '../../../rules/index.ts';
import type { EvidenceRow } from '../../../store/commitments.ts';
import { evidenceOf } from '../../../store/words.ts';
import { Evidence } from '../../../views/commitment-record.tsx';
import { idOf, nothingThere } from '../frame.ts';
import { EvidenceFields, readEvidence } from './evidence-fields.tsx';
import { NotNow } from './not-now.tsx';
import { answer, formResult, type Room, roomOf, roomResult, type Show, seenIn } from './room.tsx';

const open = (request: PageRequest) => roomOf(request, plansActions.evidence);

/** The evidence that the reader's institution sent and may take back. */
async function ownEvidence({ services }: PageRequest, room: Room): Promise<EvidenceRow[]> {
  const { person, commitment, detail } = room;
  const sent = await evidenceOf(services.orm, commitment.id);
  const own = new Set(
    sent
      .filter((one) => !one.withdrawn && mayWithdraw(services, person, commitment, one))
      .map(({ id }) => id),
  );
  return detail.evidence.filter(({ id }) => own.has(id));
}

function OwnEvidence({ room, own }: { room: Room; own: readonly EvidenceRow[] }) {
  const { t, href } = usePage();
  return (
    <>
      <h2>{t('plans:commitment.evidence.title')}</h2>
      <Evidence detail={room.detail} />
      {own.length === 0 ? null : (
        <>
          <h2>{t('desk:work.withdrawal.yours')}</h2>
          <ul>
            {own.map(({ id, title }) => (
              <li>
                {title}{' '}
                <a href={href(`${commitmentDeskPath(room.commitment.id)}/evidencias/${id}`)}>
                  {t('desk:work.withdrawal.link')}
                  <span class="govuk-visually-hidden"> {title}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const show =
  (request: PageRequest, first: Room): Show =>
  async (filled, seen, room = first) => {
    const { t } = request.page;
    const title = t('desk:work.evidence.send');
    const after = <OwnEvidence room={room} own={await ownEvidence(request, room)} />;
    const why = refuseReport(room.facts);
    if (why && !filled.errors && !filled.overtaken) {
      const children = (
        <>
          <NotNow why={why} room={room} />
          {after}
        </>
      );
      return roomResult(request, room, { title, children });
    }
    return formResult(
      request,
      room,
      {
        ...{ title, lead: t('desk:work.evidence.lead'), button: t('desk:work.evidence.send') },
        ...{ files: true, after },
        fields: <EvidenceFields request={request} room={room} values={filled.values} />,
      },
      filled,
      seen,
    );
  };

/** `/gestion/compromisos/<id>/evidencias` */
async function evidencePage(request: PageRequest): Promise<PageResult> {
  return show(request, await open(request))({ values: {} });
}

async function evidenceForm(request: FormRequest): Promise<PageResult> {
  const room = await open(request);
  const seen = seenIn(request);
  const { evidence, errors } = await readEvidence(request, true);
  if (!evidence) return show(request, room)({ values: request.form.values(), errors }, seen);
  const outcome = await sendEvidence(
    request.services,
    room.person,
    { id: room.commitment.id, seen },
    evidence,
  );
  return answer(request, outcome, show(request, room), () => open(request), {
    ...{ future: 'fecha', 'no-milestone': 'hito' },
  });
}

/** The piece of evidence that an address names, of those that its reader may take back. @throws Problem 404 */
async function withdrawable(request: PageRequest): Promise<{ room: Room; piece: EvidenceRow }> {
  const room = await open(request);
  const id = idOf(request, 'evidence').toLowerCase();
  const piece = (await ownEvidence(request, room)).find((one) => one.id === id);
  if (!piece) throw nothingThere();
  return { room, piece };
}

const showWithdrawal =
  (request: PageRequest, first: Room, { title }: EvidenceRow): Show =>
  (filled, seen, room = first) => {
    const { t } = request.page;
    return formResult(
      request,
      room,
      {
        ...{ title: t('desk:work.withdrawal.title'), lead: t('desk:work.withdrawal.lead') },
        button: t('desk:work.withdrawal.send'),
        before: <p>{t('desk:work.withdrawal.of', { title })}</p>,
        fields: (
          <TextArea
            name="motivo"
            label={t('desk:work.reason')}
            hint={t('desk:work.withdrawal.reasonHint')}
            rows={3}
          />
        ),
      },
      filled,
      seen,
    );
  };

/** `/gestion/compromisos/<id>/evidencias/<id>` */
async function withdrawalPage(request: PageRequest): Promise<PageResult> {
  const { room, piece } = await withdrawable(request);
  return showWithdrawal(request, room, piece)({ values: {} });
}

async function withdrawalForm(request: FormRequest): Promise<PageResult> {
  const { services, form, page } = request;
  const { room, piece } = await withdrawable(request);
  const shown = showWithdrawal(request, room, piece);
  const seen = seenIn(request);
  const checked = checkForm(z.object({ motivo: requiredText(page.t, 1000) }), form);
  if (!checked.ok) return shown({ values: form.values(), errors: checked.errors }, seen);
  const at = { id: room.commitment.id, seen };
  const outcome = await takeEvidenceBack(services, room.person, at, piece.id, checked.input.motivo);
  return answer(request, outcome, shown, () => open(request));
}

const path = '/gestion/compromisos/:id/evidencias';
const withdrawalPath = '/gestion/compromisos/:id/evidencias/:evidence';
const access = plansActions.evidence;

export const evidencePages = [
  { path, access, cache: 'none', handle: evidencePage },
  { path: withdrawalPath, access, cache: 'none', handle: withdrawalPage },
] as const;
export const evidenceForms = [
  { path, access, files: {}, handle: evidenceForm },
  { path: withdrawalPath, access, handle: withdrawalForm },
] as const;
