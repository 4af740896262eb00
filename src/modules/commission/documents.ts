import { publicOrigin } from '#platform/config/config.ts';
import type { Services } from '#platform/services.ts';
import { isFilePath } from './rules/index.ts';

/** Where a document is, as files of data say it: whole, wherever they are read. */
export function wholeAddress({ config }: Services, document: string | null): string | null {
  return document !== null && isFilePath(document) ? publicOrigin(config) + document : document;
}
