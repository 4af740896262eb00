/** The first sign of a text, as people count them. */
function first(text: string): string {
  const [sign] = new Intl.Segmenter().segment(text);
  return sign?.segment ?? '';
}

/** An address of which staff see enough to tell letters apart, and no more: `m•••@e•••.test`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const host = address.slice(at + 1);
  const ending = host.includes('.') ? host.slice(host.lastIndexOf('.')) : '';
  return `${first(address.slice(0, at))}•••@${first(host)}•••${ending}`;
}
