import { type AnyColumn, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Scope, Subject } from './subject.ts';

/** A thing that an action is done to, by what decides who may: what is left out is not known and matches nothing. */
export interface Resource {
  /** Clave of the state it belongs to. */
  state?: string | null;
  /** Slug of the institution it belongs to. */
  institution?: string | null;
  /** Year of the edition it belongs to. */
  edition?: number | null;
  /** Account of the person it belongs to. */
  person?: string | null;
}

/** A part of all things: everything, or what belongs to one state, institution, edition or person. */
export type Area =
  | 'everything'
  | { state: string }
  | { institution: string }
  | { edition: number }
  | { person: string };

/** The things on which somebody may act: all that lie in one of the areas. An empty list is nothing at all. */
export type Reach = readonly Area[];

export const nothing: Reach = [];
export const everything: Reach = ['everything'];

/** The area in which a role of this scope holds. */
export function areaOf(scope: Scope): Area {
  switch (scope.kind) {
    case 'platform':
      return 'everything';
    case 'state':
      return { state: scope.state };
    case 'institution':
      return { institution: scope.institution };
    case 'edition':
      return { edition: scope.edition };
  }
}

/** What belongs to the person who asks, and to nobody else. */
export function ownArea(subject: Subject): Reach {
  return subject.kind === 'person' ? [{ person: subject.id }] : nothing;
}

/** Whether a thing lies within a reach. */
export function covers(reach: Reach, resource: Resource): boolean {
  return reach.some((area) => {
    if (area === 'everything') return true;
    if ('state' in area) return resource.state === area.state;
    if ('institution' in area) return resource.institution === area.institution;
    if ('edition' in area) return resource.edition === area.edition;
    return resource.person === area.person;
  });
}

/** The columns of a table that say to whom its rows belong. */
export type ResourceColumns = { [K in keyof Resource]?: AnyColumn | SQL };

/** The condition that leaves of a table's rows those within a reach: the same rule as `covers`, asked of the database. */
export function within(reach: Reach, columns: ResourceColumns): SQL {
  if (reach.includes('everything')) return sql`true`;
  const values = (key: keyof Resource) =>
    reach.flatMap((area) => (area !== 'everything' && key in area ? [Object.values(area)[0]] : []));
  const conditions = (Object.keys(columns) as (keyof Resource)[]).flatMap((key) => {
    const column = columns[key];
    const wanted = values(key);
    if (column === undefined || wanted.length === 0) return [];
    return [inArray(column as AnyColumn, wanted)];
  });
  return or(...conditions) ?? sql`false`;
}
