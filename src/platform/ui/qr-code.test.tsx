import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { QrCode } from './qr-code.tsx';

/** Paints the rectangles of the drawing, four pixels to a square, as a camera would see them. */
function painted(svg: string): { width: number; height: number; data: Uint8Array } {
  const squares = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const width = squares * 4;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let py = Number(y) * 4; py < Number(y) * 4 + 4; py += 1) {
      for (let px = Number(x) * 4; px < (Number(x) + Number(run)) * 4; px += 1) {
        data.set([0, 0, 0, 255], (py * width + px) * 4);
      }
    }
  }
  return { width, height: width, data };
}

describe('a QR code', () => {
  it.each([
    'https://tequio.example.mx/bitacora/asientos/0',
    'https://transparencia.gobierno.de.un.estado.example.mx:8443/en/bitacora/asientos/123456789',
    'Acuse de un trámite: ñ, é & "comillas"',
  ])('of %s is read as that', (text) => {
    const svg = (<QrCode text={text} label="código" />).toString();
    expect(decodeQR(painted(svg))).toBe(text);
  });

  it('has its name for who does not see it, and no style of its own', () => {
    const svg = (<QrCode text="x" label={'Dirección "de" <aquí>'} />).toString();
    expect(svg).toContain('role="img" aria-label="Dirección &quot;de&quot; &lt;aquí&gt;"');
    expect(svg).not.toMatch(/style=|<style/);
  });
});
