import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a code is good, in seconds. */
const stepSeconds = 30;

/** The time step in which an instant lies (RFC 6238, section 4.2). */
export function stepAt(instant: Date): number {
  return Math.floor(instant.getTime() / 1000 / stepSeconds);
}

/** The six digits of a time step (RFC 4226, section 5.3, with SHA-1 as all authenticator applications have it). */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const start = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(start) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * The time step whose code was typed: the present one, the one before or the one after, for clocks that are not quite
 * right. Undefined for what is no code of these.
 */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const typed = Buffer.from(code);
  const present = stepAt(now);
  return [present, present - 1, present + 1].find((step) => {
    const right = Buffer.from(codeAt(secret, step));
    return right.length === typed.length && timingSafeEqual(right, typed);
  });
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 (RFC 4648, section 6) without padding, as authenticator applications take a secret. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/**
 * What an authenticator application reads from the QR code (the Key URI Format). Its defaults are what codes here are
 * made by, so that the QR code needs to say no more.
 */
export function setUpAddress(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const fields = new URLSearchParams({ secret: base32(Buffer.from(secret)), issuer });
  return `otpauth://totp/${label}?${fields.toString().replaceAll('+', '%20')}`;
}
