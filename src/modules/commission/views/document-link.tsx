import { usePage } from '#platform/ui/index.ts';
import { isFilePath } from '../rules/index.ts';

/** The way to a document: to its address elsewhere, or to the file that we keep. */
export function DocumentLink({ document, label }: { document: string; label?: string }) {
  const { t, href } = usePage();
  if (isFilePath(document)) return <a href={href(document)}>{label ?? t('commission:document.download')}</a>;
  return (
    <a href={document} rel="nofollow noopener">
      {label ?? document}
    </a>
  );
}
