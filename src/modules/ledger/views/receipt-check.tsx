import type { Child } from 'hono/jsx';
import { Button, Code, Notice, SummaryList, TextArea, usePage } from '#platform/ui/index.ts';

/** What can be wrong with a receipt; the names are those that the script in the browser gives. */
const faults = ['empty', 'form', 'key', 'checkpoint', 'inclusion', 'entry', 'person', 'unsupported'] as const;

/**
 * The form in which the script `src/browser/verify-receipt.ts` checks a receipt. Without script it stays hidden: what
 * it would be given must not be sent; a form of method `dialog` outside of a dialog sends nothing in any case. All words
 * stand here as templates, so that the script has none of its own.
 */
export function ReceiptCheck({ ledgerKey }: { ledgerKey: string }) {
  const { t } = usePage();
  return (
    <>
      <noscript>
        <Notice kind="warning">
          <p>{t('ledger:verify.noScript')}</p>
        </Notice>
      </noscript>
      <receipt-check hidden>
        <form class="tq-form" method="dialog" novalidate>
          <div class="govuk-form-group">
            <label class="govuk-label" for="archivo">
              {t('ledger:verify.file')}
            </label>
            <div class="govuk-hint" id="archivo-pista">
              {t('ledger:verify.fileHint')}
            </div>
            <input
              id="archivo"
              type="file"
              accept=".json,application/json"
              aria-describedby="archivo-pista"
            />
          </div>
          <TextArea name="acuse" label={t('ledger:verify.text')} rows={4} />
          <TextArea
            name="llave"
            label={t('ledger:verify.key')}
            hint={t('ledger:verify.keyHint')}
            value={ledgerKey}
            rows={2}
          />
          <Button>{t('ledger:verify.check')}</Button>
        </form>
        <div role="status" />
        <Valid />
        {faults.map((fault) => (
          <template data-result={fault}>
            <Notice
              kind="warning"
              {...(fault === 'empty' || fault === 'unsupported' ? {} : { title: t('ledger:verify.invalid') })}
            >
              <p>{t(`ledger:verify.faults.${fault}`)}</p>
            </Notice>
          </template>
        ))}
      </receipt-check>
    </>
  );
}

/** A place that the script fills in. */
const value = (name: string): Child => <span data-value={name} />;

/** Puts places to fill in into a text with `{{marks}}`. */
function filled(text: string): Child[] {
  return text.split(/\{\{(\w+)\}\}/).map((part, at) => (at % 2 === 1 ? value(part) : part));
}

function Valid() {
  const { t } = usePage();
  const left = { index: '{{index}}', size: '{{size}}', origin: '{{origin}}' };
  return (
    <template data-result="valid">
      <Notice kind="done" title={t('ledger:verify.valid')}>
        <p>{filled(t('ledger:verify.validText', left))}</p>
      </Notice>
      <SummaryList
        rows={[
          {
            key: t('ledger:verify.result.index'),
            value: filled(t('ledger:verify.result.indexText', left)),
          },
          { key: t('ledger:verify.result.kind'), value: <code>{value('kind')}</code> },
          { key: t('ledger:verify.result.time'), value: value('time') },
          { key: t('ledger:verify.result.subject'), value: value('subject') },
          {
            key: t('ledger:verify.result.person'),
            value: (
              <>
                <span data-person="none">{t('ledger:verify.result.none')}</span>
                <span data-person="withheld">{t('ledger:verify.result.withheld')}</span>
                <span data-person="shown">{t('ledger:verify.result.shown')}</span>
              </>
            ),
          },
        ]}
      />
      <Code label={t('ledger:verify.result.act')}>{value('act')}</Code>
    </template>
  );
}
