import type { Child } from 'hono/jsx';

/** Something that a program reads or writes: a command, an address, an excerpt of JSON. Its long lines wrap. */
export function Code({ label, children }: { label?: Child; children?: Child }) {
  return (
    <figure class="tq-code">
      {label ? <figcaption>{label}</figcaption> : null}
      <pre>
        <code>{children}</code>
      </pre>
    </figure>
  );
}
