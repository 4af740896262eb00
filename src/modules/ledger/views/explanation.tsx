import { rich } from '#platform/i18n/rich.tsx';
import { Columns, usePage } from '#platform/ui/index.ts';
import { TreePicture } from './tree-picture.tsx';

const bold = { b: (text: string) => <strong>{text}</strong> };
const code = { code: (text: string) => <code>{text}</code> };

/** What becomes of an act in the ledger, step by step. */
export function HowItWorks() {
  const { t } = usePage();
  return (
    <Columns layout="halves">
      <ol>
        <li>{rich(t('ledger:how.act'), bold)}</li>
        <li>{rich(t('ledger:how.hash'), bold)}</li>
        <li>{rich(t('ledger:how.sign'), bold)}</li>
        <li>{rich(t('ledger:how.compare'), bold)}</li>
      </ol>
      <TreePicture />
    </Columns>
  );
}

/** What the ledger protects from and what it does not, side by side. `id` is that of the first heading. */
export function ProtectionAndLimits({ id }: { id: string }) {
  const { t } = usePage();
  return (
    <Columns layout="halves">
      <div>
        <h2 id={id}>{t('ledger:how.protects')}</h2>
        <ul>
          <li>{t('ledger:how.protectsItems.change')}</li>
          <li>{t('ledger:how.protectsItems.insert')}</li>
          <li>{t('ledger:how.protectsItems.deny')}</li>
          <li>{rich(t('ledger:how.protectsItems.records'), code)}</li>
        </ul>
        <p>{t('ledger:how.private')}</p>
      </div>
      <div>
        <h2>{t('ledger:how.limits')}</h2>
        <ul>
          <li>{t('ledger:how.limitsItems.truth')}</li>
          <li>{t('ledger:how.limitsItems.silence')}</li>
          <li>{t('ledger:how.limitsItems.alone')}</li>
        </ul>
      </div>
    </Columns>
  );
}
