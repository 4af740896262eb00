import { usePage } from '#platform/ui/index.ts';

/** An instant as people and programs read it. */
export function Moment({ at }: { at: Date }) {
  const { format } = usePage();
  return <time datetime={at.toISOString()}>{format.moment(at)}</time>;
}
