import { usePage } from './page-context.ts';

export interface Download {
  href: string;
  /** `CSV`, `JSON`, `Parquet`. */
  format: string;
  /** The size in bytes, where known. */
  bytes?: number | undefined;
  /** What is in it, where the format alone does not say. */
  label?: string | undefined;
}

/** The same data as files, each with its format and size. */
export function Downloads({
  items,
  of,
}: {
  items: readonly Download[] /** What is downloaded, for screen readers, where no label says it. */;
  of?: string;
}) {
  const { t } = usePage();
  return (
    <p class="tq-downloads">
      {t('downloads.title')}{' '}
      {items.map((item, i) => (
        <>
          {i > 0 ? ' · ' : null}
          <a href={item.href} download={item.href.startsWith('/') ? '' : undefined}>
            {item.label ? `${item.label}, ` : null}
            {item.format}
            {of && !item.label ? <span class="govuk-visually-hidden"> ({of})</span> : null}
          </a>
          {item.bytes === undefined ? null : <span class="tq-downloads__size"> {fileSize(item.bytes)}</span>}
        </>
      ))}
    </p>
  );
}

/** A file size for people, in decimal units: `812 B`, `34 kB`, `1.2 MB`. */
export function fileSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (Math.round(value) >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 1 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)}\u00a0${units[unit]}`;
}
