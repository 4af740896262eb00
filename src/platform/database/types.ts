import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** The records, whichever server keeps them: every store function takes this, a transaction included. */
export type Orm = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** An open database. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  readonly orm: Orm;
  /** Resolves when the server answers a trivial query; rejects otherwise. */
  ping(): Promise<void>;
  /** Brings the schema to this program's version. @throws StartError if a newer program has written here. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Where the rows of a table live when the records are spread over a cluster:
 * `reference` on every node, `distributed` by a column that stands in every unique key, `local` on one node.
 */
export type Placement = 'reference' | 'local' | { distributedBy: string };

/** The placement of each table by its SQL name; a test holds it against the schema. */
export type Placements = Readonly<Record<string, Placement>>;
