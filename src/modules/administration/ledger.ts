import { and, asc, gt, inArray, or } from 'drizzle-orm';
import { stateName, stateOfClave } from '#modules/territory/index.ts';
import { endedAct, type GrantRow, givenAct, grantEnded, grantGiven } from '#platform/access/grants.ts';
import { officeOf } from '#platform/access/roles.ts';
import { accessGrants } from '#platform/access/schema.ts';
import { roles, type Scope } from '#platform/access/subject.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import { canonicalJson, type JsonValue } from '#platform/ledger/canonical-json.ts';
import { opensCommitment } from '#platform/ledger/commitment.ts';
import type { Entry } from '#platform/ledger/entry.ts';
import { personData } from '#platform/ledger/person-acts.ts';
import type { RecordCheck, RecordedAct } from '#platform/ledger/record-check.ts';
import { ledgerPersonActs } from '#platform/ledger/schema.ts';
import type { LedgerKind } from '#platform/module.ts';
import { roleName } from './names.ts';

const kinds = [grantGiven, grantEnded] as const;

/** What an entry says other than the record of its grant. */
function factsThatDiffer(entry: Entry, row: GrantRow): string[] {
  const given = entry.id === row.givenEntry;
  const time = given ? row.givenAt : row.endedAt;
  const facts: [string, boolean][] = [
    ['kind', entry.kind === (given ? grantGiven : grantEnded)],
    ['act', canonicalJson(entry.act) === canonicalJson(given ? givenAct(row) : endedAct(row))],
    ['time', entry.time.getTime() === time?.getTime()],
    ['subject', entry.subject.type === 'grant' && entry.subject.id === row.id],
    ['institution', (entry.subject.institution ?? null) === row.institution],
  ];
  return facts.filter(([, same]) => !same).map(([name]) => name);
}

/** Whether an entry is committed to the holder of its grant; nobody can say so once the account was erased. */
function isOfHolder(entry: Entry, { person }: GrantRow, salt: string | undefined): boolean {
  if (person === null) return true;
  return (
    entry.person !== undefined &&
    salt !== undefined &&
    opensCommitment(entry.person, personData(person), salt)
  );
}

async function readGrants(orm: Orm, entries: readonly string[]) {
  const ids = [...entries];
  const rows = await orm
    .select()
    .from(accessGrants)
    .where(or(inArray(accessGrants.givenEntry, ids), inArray(accessGrants.endedEntry, ids)));
  const salts = await orm.select().from(ledgerPersonActs).where(inArray(ledgerPersonActs.entry, ids));
  return {
    byEntry: new Map(
      rows.flatMap((row) =>
        [row.givenEntry, row.endedEntry].flatMap((id) => (id ? [[id, row] as const] : [])),
      ),
    ),
    salts: new Map(salts.map(({ entry, salt }) => [entry, salt])),
  };
}

/** Stands where an entry should be named and none is. */
const noEntry = '00000000-0000-0000-0000-000000000000';

/** The acts that a grant stands for. That it expires was said when it was given: that is no act. */
function actsOf(row: GrantRow): RecordedAct[] {
  const given = { entry: row.givenEntry, record: `grant ${row.id} (${row.role})` };
  if (!row.endedAt || row.endedHow === 'expired') return [given];
  return [given, { entry: row.endedEntry ?? noEntry, record: `the end of grant ${row.id} (${row.role})` }];
}

const pageSize = 1000;

/** Shows that the ledger and the records say the same of who was entrusted with what. */
const check: RecordCheck = {
  name: 'ledger: roles given and withdrawn',
  kinds,
  async compare(orm, entries) {
    const { byEntry, salts } = await readGrants(
      orm,
      entries.map(({ id }) => id),
    );
    const differences = new Map<string, string>();
    for (const entry of entries) {
      const row = byEntry.get(entry.id);
      if (!row) {
        differences.set(entry.id, 'no grant in the records goes with it');
        continue;
      }
      const differing = factsThatDiffer(entry, row);
      if (!isOfHolder(entry, row, salts.get(entry.id))) differing.push('holder');
      if (differing.length > 0) differences.set(entry.id, `the records give another ${differing.join(', ')}`);
    }
    return differences;
  },
  async *recorded(orm) {
    for (let after: string | undefined; ; ) {
      const rows = await orm
        .select()
        .from(accessGrants)
        .where(and(after === undefined ? undefined : gt(accessGrants.id, after)))
        .orderBy(asc(accessGrants.id))
        .limit(pageSize);
      yield rows.flatMap(actsOf);
      after = rows.at(-1)?.id;
      if (after === undefined || rows.length < pageSize) return;
    }
  },
};

const textOf = (value: JsonValue | undefined) => (typeof value === 'string' ? value : undefined);

/** The scope of an entry; undefined for one that cannot be read. */
function scopeIn({ act }: Entry): Scope | undefined {
  const { kind, state, institution, edition } = (act.scope ?? {}) as Record<string, JsonValue>;
  switch (kind) {
    case 'platform':
      return { kind };
    case 'state':
      return typeof state === 'string' ? { kind, state } : undefined;
    case 'institution':
      return typeof institution === 'string' ? { kind, institution } : undefined;
    case 'edition':
      return typeof edition === 'number' ? { kind, edition } : undefined;
    default:
      return undefined;
  }
}

/** Where a role holds, of which the entry has clave, slug or year. */
function placeIn(t: Translate, scope: Scope): string {
  switch (scope.kind) {
    case 'platform':
      return t('administration:place.platform');
    case 'state':
      return stateName(t, stateOfClave(scope.state));
    case 'institution':
      return scope.institution;
    case 'edition':
      return t('administration:place.edition', { year: scope.edition });
  }
}

/** The role of an entry in words, with where it holds. */
function roleIn(t: Translate, entry: Entry): string {
  const role = roles.find((each) => each === textOf(entry.act.role));
  const scope = scopeIn(entry);
  if (!role || !scope) return t('administration:ledger.unknown');
  const office = officeOf({ role, scope });
  const name = office ? t(`administration:offices.${office}.short`) : roleName(t, role);
  return scope.kind === 'platform'
    ? name
    : t('administration:place.of', { role: name, place: placeIn(t, scope) });
}

/** The public acts of the staff area: roles given, and roles ended before their time. */
export const administrationLedgerKinds: readonly LedgerKind[] = [
  {
    kind: grantGiven,
    name: (t) => t('administration:ledger.given.name'),
    title: (entry, { t }) => t('administration:ledger.given.title', { name: roleIn(t, entry) }),
    facts: ({ act }, { t, format }) => {
      const expires = textOf(act.expires);
      const time = expires === undefined ? undefined : new Date(expires);
      return time && !Number.isNaN(time.getTime())
        ? [{ label: t('administration:ledger.expires'), value: format.moment(time) }]
        : [];
    },
    record: () => undefined,
    check,
  },
  {
    kind: grantEnded,
    name: (t) => t('administration:ledger.ended.name'),
    title: (entry, { t }) => t('administration:ledger.ended.title', { name: roleIn(t, entry) }),
    facts: ({ act }, { t }) =>
      act.reason === 'withdrawn' || act.reason === 'account-erased'
        ? [
            {
              label: t('administration:ledger.why'),
              value: t(`administration:grants.standing.${act.reason}`),
            },
          ]
        : [],
    record: () => undefined,
    check,
  },
];
