import type { PGlite } from '@electric-sql/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Pool } from 'pg';

/** The records, whichever server keeps them: every store function takes this, a transaction included. */
export type Orm = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** The driver of an open database. */
export type Connection = { kind: 'pglite'; client: PGlite } | { kind: 'postgres'; pool: Pool };

/** An open database. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  readonly orm: Orm;
  /** What lies below the records, for libraries that speak SQL themselves: the queue of jobs. */
  readonly connection: Connection;
  /** Resolves when the server answers a trivial query; rejects otherwise. */
  ping(): Promise<void>;
  /** Brings the schema to this program's version. @throws StartError if a newer program has written here. */
  migrate(): Promise<void>;
  /**
   * Keeps the files of an embedded database as they are, and whole, while `work` copies them out of their folder;
   * statements wait meanwhile, except those that `work` makes through what it is given. Undefined where a server or
   * the memory keeps the records.
   */
  holdStill?<T>(work: (folder: string, orm: Orm) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Where the rows of a table live when the records are spread over a cluster:
 * `reference` on every node, `distributed` by a column that stands in every unique key, `local` on one node.
 */
export type Placement = 'reference' | 'local' | { distributedBy: string };

/** The placement of each table by its SQL name; a test holds it against the schema. */
export type Placements = Readonly<Record<string, Placement>>;
