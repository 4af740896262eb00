import type { PageRequest, StaffItem } from '#platform/module.ts';

/** The pages of the staff area that whoever asks may reach, in their order. */
export function staffItemsOf({ modules, services, subject }: PageRequest): StaffItem[] {
  return modules
    .flatMap(({ staff = [] }) => staff)
    .filter(({ action }) => services.access.allows(subject, action))
    .toSorted((a, b) => a.order - b.order);
}
