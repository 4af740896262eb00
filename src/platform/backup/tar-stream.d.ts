/** What is used here of tar-stream, which brings no types of its own. */
declare module 'tar-stream' {
  import type { Readable, Writable } from 'node:stream';

  interface Header {
    name: string;
    type?: string;
    size?: number;
    mode?: number;
    mtime?: Date;
  }

  interface Pack extends Readable {
    entry(header: Header): Writable;
    finalize(): void;
  }

  interface Entry extends AsyncIterable<Uint8Array> {
    header: Required<Header>;
  }

  interface Extract extends Writable, AsyncIterable<Entry> {}

  export function pack(): Pack;
  export function extract(): Extract;
}
