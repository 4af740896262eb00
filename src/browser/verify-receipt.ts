import { checkReceipt, type Verdict } from './receipt.ts';

/** Larger files are no receipts; reading one would only make the browser wait. */
const largestFile = 1_000_000;

/** A form that checks a receipt where it is: what is put in goes nowhere. Its words come with the page, as templates. */
class ReceiptCheck extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.answer();
    });
  }

  async answer(): Promise<void> {
    const text = await this.receiptText();
    const key = this.querySelector<HTMLTextAreaElement>('#llave')?.value.trim() ?? '';
    if (text === '') this.show('empty');
    else this.tell(await checkReceipt(text, key));
  }

  /** The pasted receipt, or else the chosen file. */
  async receiptText(): Promise<string> {
    const pasted = this.querySelector<HTMLTextAreaElement>('#acuse')?.value.trim() ?? '';
    const file = this.querySelector<HTMLInputElement>('#archivo')?.files?.[0];
    if (pasted !== '' || file === undefined) return pasted;
    return file.size > largestFile ? '-' : (await file.text()).trim();
  }

  tell(verdict: Verdict): void {
    if (!verdict.valid) {
      this.show(verdict.fault);
      return;
    }
    const { origin, index, size, entry, person } = verdict;
    const { kind, time, subject, act } = entry;
    const shown = this.show('valid');
    const values = {
      origin,
      index: String(index),
      size: String(size),
      kind,
      time: new Date(time).toLocaleString(document.documentElement.lang, {
        dateStyle: 'long',
        timeStyle: 'long',
      }),
      subject: [subject.type, subject.id].join(' '),
      act: JSON.stringify(act, null, 2),
    };
    for (const [name, value] of Object.entries(values)) {
      for (const place of shown?.querySelectorAll(`[data-value="${name}"]`) ?? []) place.textContent = value;
    }
    for (const place of shown?.querySelectorAll<HTMLElement>('[data-person]') ?? []) {
      place.hidden = place.dataset.person !== person;
    }
  }

  /** Puts the words of a result where screen readers say them. */
  show(result: string): Element | null {
    const place = this.querySelector('[role=status]');
    const words = this.querySelector<HTMLTemplateElement>(`template[data-result=${result}]`);
    if (place && words) place.replaceChildren(words.content.cloneNode(true));
    return place;
  }
}

customElements.define('receipt-check', ReceiptCheck);
