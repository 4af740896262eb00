import type { Child } from 'hono/jsx';
import type { PageRequest, SectionPlace } from '#platform/module.ts';

/** What all modules have to say of a subject, in the order they ask for; those that know nothing of it are left out. */
export async function renderSections(
  request: PageRequest,
  place: SectionPlace,
  subject: string,
): Promise<Child[]> {
  const sections = request.modules
    .flatMap((module) => module.sections ?? [])
    .filter((section) => section.place === place)
    .sort((one, other) => one.order - other.order);
  const rendered = await Promise.all(sections.map((section) => section.render(request, subject)));
  return rendered.filter((part) => part !== null);
}
