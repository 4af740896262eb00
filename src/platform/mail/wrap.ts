/** Mail programs of all ages show lines of this length whole. */
const lineLength = 72;

/** Breaks a text into lines between words; a word that is longer, such as an address, stays whole. */
export function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (line !== '' && [...joined].length > lineLength - indent.length) {
      lines.push(line);
      line = word;
    } else {
      line = joined;
    }
  }
  if (line !== '') lines.push(line);
  return lines.join(`\n${indent}`);
}
