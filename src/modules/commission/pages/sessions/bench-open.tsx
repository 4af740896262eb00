import { Button, CheckboxesField, Notice, SelectField, TextArea } from '#platform/ui/index.ts';
import { ballots } from '../../rules/index.ts';
import type { SessionSheet } from '../../sheet.ts';
import { Motion } from '../../views/sessions/sheet.tsx';
import { PartForm, type PartProps, seatChoices } from './bench-part.tsx';

/** One motion that is being voted on: a choice for each voting seat that is present. */
function VoteForm(props: PartProps & { each: SessionSheet['motions'][number] }) {
  const { t } = props.request.page;
  const { motion, votes } = props.each;
  const { seats, present, left } = props.sheet;
  const voters = seats.filter(({ id, votes: has }) => has && present.get(id) && !left.has(id));
  const values = Object.fromEntries(votes.map(({ seat, ballot }) => [`voto-${seat}`, ballot]));
  const choices = ballots.map((ballot) => ({
    value: ballot,
    label: t(`commission:votes.ballots.${ballot}`),
  }));
  return (
    <>
      <Motion {...props.each} items={props.sheet.items} seats={seats} />
      <PartForm {...props} part={`votos/${motion.id}`} values={values}>
        {voters.map(({ id, holder }) => (
          <SelectField
            name={`voto-${id}`}
            label={holder}
            empty={t('commission:votes.notYet')}
            options={choices}
          />
        ))}
        <Button kind="secondary">{t('commission:bench.recordVotes')}</Button>
      </PartForm>
      <PartForm {...props} part={`decidir/${motion.id}`}>
        <Button>{t('commission:bench.decide')}</Button>
      </PartForm>
    </>
  );
}

/** What can be done while a session goes on: votes, comings and goings, its end. */
export function OpenParts(props: PartProps) {
  const { t } = props.request.page;
  const { seats, present, left, items, motions, quorumLeft } = props.sheet;
  const isThere = ({ id }: { id: string }) => present.get(id) === true && !left.has(id);
  const absent = seats.filter((seat) => !isThere(seat));
  const open = motions.filter(({ motion }) => motion.closedAt === null);
  return (
    <>
      <h2>{t('commission:votes.title')}</h2>
      {motions
        .filter(({ motion }) => motion.closedAt !== null)
        .map((each) => (
          <Motion {...each} items={items} seats={seats} />
        ))}
      {quorumLeft.reached ? (
        <>
          {open.map((each) => (
            <VoteForm {...props} each={each} />
          ))}
          <h2>{t('commission:bench.parts.mociones')}</h2>
          <PartForm {...props} part="mociones">
            <SelectField
              name="punto"
              label={t('commission:bench.item')}
              empty={t('commission:bench.choose')}
              options={items.map(({ id, number, title }) => ({ value: id, label: `${number}. ${title}` }))}
            />
            <TextArea name="texto" label={t('commission:bench.motion')} rows={3} />
            <Button>{t('commission:bench.put')}</Button>
          </PartForm>
        </>
      ) : (
        <>
          {open.map((each) => (
            <Motion {...each} items={items} seats={seats} />
          ))}
          <Notice kind="warning" title={t('commission:bench.lost')}>
            <p>{t('commission:bench.lostText')}</p>
          </Notice>
        </>
      )}
      {absent.length > 0 ? (
        <>
          <h2>{t('commission:bench.parts.llegadas')}</h2>
          <PartForm {...props} part="llegadas">
            <CheckboxesField
              name="llegaron"
              label={t('commission:bench.arrived')}
              choices={seatChoices(props, absent)}
            />
            <Button kind="secondary">{t('commission:bench.addArrived')}</Button>
          </PartForm>
        </>
      ) : null}
      <h2>{t('commission:bench.parts.salidas')}</h2>
      <p>{t('commission:bench.leftText')}</p>
      <PartForm {...props} part="salidas">
        <CheckboxesField
          name="salieron"
          label={t('commission:bench.left')}
          choices={seatChoices(props, seats.filter(isThere))}
        />
        <Button kind="secondary">{t('commission:bench.recordLeft')}</Button>
      </PartForm>
      <h2>{t('commission:bench.parts.terminar')}</h2>
      <p>{t('commission:bench.closeText')}</p>
      <PartForm {...props} part="terminar">
        <Button>{t('commission:bench.close')}</Button>
      </PartForm>
    </>
  );
}
