import { DataTable, Prose, usePage } from '#platform/ui/index.ts';
import { cosignPath, feedPath, keyPath, ledgerPath, verifierPath } from '../addresses.ts';

/** Where other programs read the ledger; before it is begun there is nothing to lead to at some of the addresses. */
export function ProgramAddresses({ begun }: { begun: boolean }) {
  const { t, href } = usePage();
  const rows = [
    { address: `${ledgerPath}/checkpoint`, holds: t('ledger:programs.checkpoint'), linked: begun },
    { address: keyPath, holds: t('ledger:programs.key'), linked: begun },
    { address: `${ledgerPath}/tile/<L>/<N>[.p/<W>]`, holds: t('ledger:programs.tiles'), linked: false },
    { address: `${ledgerPath}/tile/entries/<N>[.p/<W>]`, holds: t('ledger:programs.bundles'), linked: false },
    { address: `POST ${cosignPath}`, holds: t('ledger:programs.cosign'), linked: false },
    { address: href(feedPath), holds: t('ledger:programs.feed'), linked: true },
    { address: verifierPath, holds: t('ledger:programs.verifier'), linked: true },
  ];
  return (
    <>
      <Prose>
        <p>{t('ledger:programs.lead')}</p>
      </Prose>
      <DataTable
        id="direcciones"
        caption={t('ledger:programs.caption')}
        rows={rows}
        columns={[
          {
            key: 'direccion',
            header: t('ledger:programs.address'),
            cell: ({ address, linked }) =>
              linked ? (
                <a href={address}>
                  <code>{address}</code>
                </a>
              ) : (
                <code>{address}</code>
              ),
          },
          { key: 'contenido', header: t('ledger:programs.holds'), cell: ({ holds }) => holds },
        ]}
      />
    </>
  );
}
