/** What the platform answers when it is asked what a browser needs: that, or why not, as a sentence. */
interface Answer {
  options?: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;
  error?: string;
}

type Fault = 'cancelled' | 'known' | 'failed';

/** What went wrong, by the name that browsers give it (Web Authentication, level 3). */
function faultOf(error: unknown): Fault {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  return name === 'InvalidStateError' ? 'known' : 'failed';
}

function isSupported(): boolean {
  return (
    window.isSecureContext &&
    'PublicKeyCredential' in window &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/**
 * A form that is sent with what a passkey says. It is hidden where no passkeys can be used; its words come with the
 * page, as templates.
 */
class PasskeyForm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form || !isSupported()) return;
    this.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.send(form);
    });
  }

  async send(form: HTMLFormElement): Promise<void> {
    const button = form.querySelector('button');
    if (button?.disabled) return;
    if (button) button.disabled = true;
    try {
      const response = await this.ask(form);
      const field = form.querySelector<HTMLInputElement>('input[name=respuesta]');
      if (response && field) {
        field.value = JSON.stringify(response);
        form.submit();
        return;
      }
    } catch (error) {
      this.tell(faultOf(error));
    }
    if (button) button.disabled = false;
  }

  /** What the device says to what the platform asks for; undefined where the platform asks for something else first. */
  async ask(form: HTMLFormElement): Promise<unknown> {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
    const sent = await fetch(`${form.action}/opciones`, { method: 'POST', body: fields });
    const { options, error }: Answer = sent.ok ? await sent.json() : {};
    if (!options) {
      this.tell('failed', error);
      return undefined;
    }
    const { credentials } = navigator;
    const made =
      this.dataset.kind === 'register'
        ? await credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    return made instanceof PublicKeyCredential ? made.toJSON() : undefined;
  }

  /** Puts the words of a fault where screen readers say them; those of the platform in place of its own, if it said why. */
  tell(fault: Fault, words?: string): void {
    const place = this.querySelector('[role=status]');
    const own = this.querySelector<HTMLTemplateElement>(`template[data-result=${fault}]`);
    if (!place || !own) return;
    const shown = own.content.cloneNode(true);
    const text = words && shown instanceof DocumentFragment ? shown.querySelector('p:last-of-type') : null;
    if (text && words) text.textContent = words;
    place.replaceChildren(shown);
  }
}

customElements.define('passkey-form', PasskeyForm);
