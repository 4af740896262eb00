import { customType } from 'drizzle-orm/pg-core';

/** Bytes as they are. Both drivers give and take them as `Uint8Array`. */
export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
