/** The code that a municipality hands out to one person: capital letters and digits, however people space it. */
export function normaliseCode(text: string): string {
  return text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\s-]+/g, '');
}

/** Shorter codes could be tried out; longer ones nobody types. */
export const codeLength = { min: 8, max: 32 };

/** Whether a normalised text can be a code. */
export function isCode(code: string): boolean {
  return /^[A-Z0-9]+$/.test(code) && code.length >= codeLength.min && code.length <= codeLength.max;
}

/** What is hashed of a CURP and a code together: apart from what is hashed of a CURP alone. */
export function codeText(curp: string, code: string): string {
  return `${curp} ${code}`;
}
