import { Entries, usePage } from '#platform/ui/index.ts';

/** What can be done here, by its place in the texts and its address. */
const offers = [
  ['measure', '/metrica'],
  ['verify', '/metrica/verificacion'],
  ['simulate', '/metrica/simulador'],
  ['promises', '/planes'],
  ['find', '/instituciones'],
  ['download', '/datos'],
  ['ledger', '/bitacora'],
] as const;

/** What the platform offers: everything named here is there. */
export function Offers() {
  const { t, href } = usePage();
  return (
    <>
      <h2 class="govuk-visually-hidden" id="ofrece">
        {t('home:offers.title')}
      </h2>
      <Entries
        level={3}
        items={offers.map(([offer, path]) => ({
          title: t(`home:offers.${offer}.title`),
          text: t(`home:offers.${offer}.text`),
          link: t(`home:offers.${offer}.link`),
          href: href(path),
        }))}
      />
    </>
  );
}
