import { describe, expect, it } from 'vitest';
import { CheckboxesField, RadiosField } from './choices.tsx';
import { NumberField, SelectField, TextArea, TextField } from './fields.tsx';
import { Button, Form } from './form.tsx';
import { rendered, words } from './rendered.tsx';

const typed = {
  nombre: 'Ana "la güera" <b>',
  peso: 'doce',
  estado: '20',
  tema: 'agua',
  canales: ['correo', 'carta'],
  texto: '\nPrimera línea',
  clave: 'secreta',
};
const errors = [
  { field: 'peso', message: 'Escribe el peso con números, por ejemplo 0.5' },
  { field: 'canales', message: 'Elige solo una forma' },
  { field: '', message: 'La sesión terminó' },
];

const html = rendered(
  '/registro',
  <Form action="/registro" values={typed} errors={errors} hidden={{ token: 'a"b' }}>
    <TextField name="nombre" label="¿Cómo te llamas?" hint="Como quieras que aparezca." />
    <TextField name="clave" label="Contraseña" type="password" />
    <NumberField name="peso" label="Peso" hint="De 0 a 1." decimals />
    <SelectField
      name="estado"
      label="Estado"
      empty="Elige uno"
      options={[
        { value: '19', label: 'Nuevo León' },
        { value: '20', label: 'Oaxaca' },
      ]}
    />
    <RadiosField
      name="tema"
      label="Tema"
      choices={[
        { value: 'luz', label: 'Luz' },
        { value: 'agua', label: 'Agua', hint: 'Fugas y drenaje' },
      ]}
    />
    <CheckboxesField
      name="canales"
      label="¿Por dónde te respondemos?"
      choices={[
        { value: 'correo', label: 'Correo' },
        { value: 'tel', label: 'Teléfono' },
        { value: 'carta', label: 'Carta' },
      ]}
    />
    <TextArea name="texto" label="Cuéntanos" optional />
    <Button>Enviar</Button>
  </Form>,
);

/** The tag of the element with an id. */
const element = (id: string) => new RegExp(`<\\w+ [^>]*\\bid="${id}"[^>]*>`).exec(html)?.[0] ?? '';

describe('a form that comes back with errors', () => {
  it('lists them before the form, each leading to a field that is there', () => {
    expect(html.indexOf('role="alert"')).toBeLessThan(html.indexOf('<form'));
    expect(words(html)).toContain('Hay 3 problemas');
    const targets = [...html.matchAll(/<a href="#([^"]+)">/g)].map(([, id = '']) => id);
    expect(targets).toEqual(['peso', 'canales']);
    for (const id of targets) expect(element(id)).toContain('<input');
    expect(words(html)).toContain('La sesión terminó');
  });

  it('opens where it says what was wrong, however far down the page, also without scripts', () => {
    expect(element('errores')).toContain('tabindex="-1"');
    expect(element('errores')).toContain('autofocus');
  });

  it('says each error beside its field, tied to it for screen readers', () => {
    expect(element('peso')).toContain('aria-describedby="peso-pista peso-error"');
    expect(element('peso')).toContain('aria-invalid="true"');
    expect(element('peso-error')).not.toBe('');
    expect(element('peso-pista')).not.toBe('');
    expect(html).toContain('<fieldset class="govuk-fieldset" aria-describedby="canales-error">');
    expect(element('nombre')).not.toContain('aria-invalid');
  });

  it('keeps all that was typed, escaped', () => {
    expect(element('nombre')).toContain('value="Ana &quot;la güera&quot; &lt;b&gt;"');
    expect(element('peso')).toContain('value="doce"');
    expect(html).toContain('<option value="20" selected="">Oaxaca</option>');
    expect(html).toMatch(/value="agua" checked=""/);
    expect(html).not.toMatch(/value="luz" checked/);
    expect(html.match(/type="checkbox" value="(correo|carta)" checked=""/g)).toHaveLength(2);
    // HTML parsers drop the first line break of a text area.
    expect(html).toMatch(/<textarea[^>]*>\n\nPrimera línea<\/textarea>/);
  });

  it('never writes a password back', () => {
    expect(html).not.toContain('secreta');
  });
});

describe('every field', () => {
  it('has a label above it', () => {
    for (const id of ['nombre', 'peso', 'estado', 'texto']) {
      const label = html.indexOf(`<label class="govuk-label" for="${id}">`);
      expect(label).toBeGreaterThan(0);
      expect(label).toBeLessThan(html.indexOf(element(id)));
    }
    expect(words(html)).toContain('Cuéntanos (opcional)');
  });

  it('has an id of its own', () => {
    const ids = [...html.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a form', () => {
  it('leaves checking to the server and carries its token', () => {
    expect(html).toMatch(/<form [^>]*method="post"[^>]* novalidate/);
    expect(html).toContain('<input type="hidden" name="token" value="a&quot;b"/>');
  });

  it('shows no summary when nothing is wrong', () => {
    const clean = rendered('/', <Form values={{ q: 'x' }}>{<TextField name="q" label="Q" />}</Form>);
    expect(clean).not.toContain('role="alert"');
    expect(clean).toContain('value="x"');
  });

  it('lets a field say otherwise than the form remembers', () => {
    const own = rendered(
      '/',
      <Form values={{ q: 'x' }}>
        <TextField name="q" label="Q" value="y" error="No" />
      </Form>,
    );
    expect(own).toContain('value="y"');
    expect(own).toContain('id="q-error"');
  });
});
