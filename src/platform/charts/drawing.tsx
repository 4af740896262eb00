import type { Child } from 'hono/jsx';

/** For the parts of a drawing that are seen and not read: what they say stands in words beside them. */
export const unread = { 'aria-hidden': 'true' } as const;

export interface DrawingProps {
  /** The figure it stands in: the title names the drawing, the description beside it describes it. */
  figure: { id: string; title: string };
  class: string;
  /**
   * How it is met without sight: as one image, as a group of links to walk through, or not at all, where its links stand
   * elsewhere on the page (an image must hold nothing that can be focused, not even by pointer).
   */
  met?: 'image' | 'links' | 'unread';
  /** The drawing's own units as "0 0 width height". Left out, lengths are percentages and pixels, and text keeps its size. */
  viewBox?: string;
  /** The size of its text, in its own units. */
  fontSize?: number;
  children?: Child;
}

/** The SVG of a chart, named by its figure. */
export function Drawing({
  figure,
  class: className,
  met = 'image',
  viewBox,
  fontSize,
  children,
}: DrawingProps) {
  const drawing = { class: className, viewBox, 'font-size': fontSize };
  if (met === 'unread') {
    return (
      <svg aria-hidden="true" {...drawing}>
        {children}
      </svg>
    );
  }
  return (
    <svg
      role={met === 'links' ? 'group' : 'img'}
      aria-label={figure.title}
      aria-describedby={`${figure.id}-description`}
      {...drawing}
    >
      {children}
    </svg>
  );
}

/** How a drawing is met whose parts may be links, which may also stand elsewhere. */
export function metBy(parts: readonly { href?: string | undefined }[], linksElsewhere = false) {
  if (!parts.some(({ href }) => href)) return 'image';
  return linksElsewhere ? 'unread' : 'links';
}
