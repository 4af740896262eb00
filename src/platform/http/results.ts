import type { Child } from 'hono/jsx';

/** A page of the site. The frame (header, navigation, footer) is added around `main`. */
export interface HtmlResult {
  kind: 'html';
  /** 422: a form came back because of what was typed. */
  status?: 200 | 400 | 401 | 403 | 404 | 409 | 422 | 429;
  /** Title of the browser tab, without the product's name. */
  title: string;
  /** One sentence for search engines and shared links. */
  description: string;
  /** The part of the query that makes this a page of its own, `?medida=t`. */
  canonicalQuery?: string;
  /** False for pages that search engines should not list, such as searches. */
  indexed?: boolean;
  /** Names of browser scripts the page asks for: `verify-receipt` for `src/browser/verify-receipt.ts`. */
  scripts?: readonly string[];
  /** The Spanish path of the Atom feed that tells of changes here. */
  feed?: string;
  /** True where a form came back with errors: the title says so first. */
  failed?: boolean;
  main: Child;
}

/** A table as a file: RFC 4180, UTF-8, with header. */
export interface CsvResult {
  kind: 'csv';
  filename: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

export interface JsonResult {
  kind: 'json';
  data: unknown;
  /** Where it is to be kept as a file rather than shown. */
  filename?: string;
}

/** Another kind of text, such as a calendar or a feed. */
export interface TextResult {
  kind: 'text';
  contentType: string;
  body: string;
}

/** Bytes as they are, for programs of others: readable from every site. */
export interface BytesResult {
  kind: 'bytes';
  contentType: string;
  bytes: Uint8Array;
  /** `immutable`: what stands at this address never changes. */
  cache: 'revalidate' | 'immutable';
  /** Whether compressing pays although the content type does not say so. */
  compress?: boolean;
  /** Where it is to be kept as a file rather than shown. */
  filename?: string;
}

export interface RedirectResult {
  kind: 'redirect';
  /** Spanish path, with query if any; sent in the language of the request. */
  path: string;
  status: 301 | 303 | 307;
}

/** A way out to another site, such as a government's single sign-on. Never made of what a reader typed. */
export interface AwayResult {
  kind: 'away';
  /** A whole address. */
  address: string;
}

export type PageResult =
  | HtmlResult
  | CsvResult
  | JsonResult
  | TextResult
  | BytesResult
  | RedirectResult
  | AwayResult;
