import { createHash, randomInt, randomUUIDv7 } from 'node:crypto';

let last = '';

/** How far apart identifiers of one millisecond are at the most. */
const widestStep = 2 ** 24;

/** The identifier some steps after another one; undefined where its last digits have no room for them. */
function after(id: string): string | undefined {
  const tail = Number.parseInt(id.slice(-12), 16) + randomInt(1, widestStep);
  return tail < 2 ** 48 ? id.slice(0, -12) + tail.toString(16).padStart(12, '0') : undefined;
}

/**
 * A new UUIDv7 (RFC 9562): identifiers in the order of time, as databases like them. Those that a process makes within
 * one millisecond are in order too (section 6.2, method 2), so that lists sorted by them show what came first.
 */
export function newId(): string {
  let id: string = randomUUIDv7();
  while (id <= last) id = after(last) ?? randomUUIDv7();
  last = id;
  return id;
}

/** The UUIDv8 of a name: always the same one, for records that are loaded again and again under the same address. */
export function idOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether a text has the form of a UUID: what has another form names nothing and must not reach the database. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
