import accountsEn from '../../../locales/en/accounts.json' with { type: 'json' };
import administrationEn from '../../../locales/en/administration.json' with { type: 'json' };
import chartsEn from '../../../locales/en/charts.json' with { type: 'json' };
import commissionEn from '../../../locales/en/commission.json' with { type: 'json' };
import commonEn from '../../../locales/en/common.json' with { type: 'json' };
import deskEn from '../../../locales/en/desk.json' with { type: 'json' };
import errorsEn from '../../../locales/en/errors.json' with { type: 'json' };
import factorsEn from '../../../locales/en/factors.json' with { type: 'json' };
import homeEn from '../../../locales/en/home.json' with { type: 'json' };
import identityEn from '../../../locales/en/identity.json' with { type: 'json' };
import importsEn from '../../../locales/en/imports.json' with { type: 'json' };
import ledgerEn from '../../../locales/en/ledger.json' with { type: 'json' };
import mailEn from '../../../locales/en/mail.json' with { type: 'json' };
import methodEn from '../../../locales/en/method.json' with { type: 'json' };
import metricaEn from '../../../locales/en/metrica.json' with { type: 'json' };
import plansEn from '../../../locales/en/plans.json' with { type: 'json' };
import promisesEn from '../../../locales/en/promises.json' with { type: 'json' };
import remindersEn from '../../../locales/en/reminders.json' with { type: 'json' };
import secretariatsEn from '../../../locales/en/secretariats.json' with { type: 'json' };
import siteEn from '../../../locales/en/site.json' with { type: 'json' };
import subscriptionsEn from '../../../locales/en/subscriptions.json' with { type: 'json' };
import territoryEn from '../../../locales/en/territory.json' with { type: 'json' };
import uploadsEn from '../../../locales/en/uploads.json' with { type: 'json' };
import accounts from '../../../locales/es-MX/accounts.json' with { type: 'json' };
import administration from '../../../locales/es-MX/administration.json' with { type: 'json' };
import charts from '../../../locales/es-MX/charts.json' with { type: 'json' };
import commission from '../../../locales/es-MX/commission.json' with { type: 'json' };
import common from '../../../locales/es-MX/common.json' with { type: 'json' };
import desk from '../../../locales/es-MX/desk.json' with { type: 'json' };
import errors from '../../../locales/es-MX/errors.json' with { type: 'json' };
import factors from '../../../locales/es-MX/factors.json' with { type: 'json' };
import home from '../../../locales/es-MX/home.json' with { type: 'json' };
import identity from '../../../locales/es-MX/identity.json' with { type: 'json' };
import imports from '../../../locales/es-MX/imports.json' with { type: 'json' };
import ledger from '../../../locales/es-MX/ledger.json' with { type: 'json' };
import mail from '../../../locales/es-MX/mail.json' with { type: 'json' };
import method from '../../../locales/es-MX/method.json' with { type: 'json' };
import metrica from '../../../locales/es-MX/metrica.json' with { type: 'json' };
import plans from '../../../locales/es-MX/plans.json' with { type: 'json' };
import promises from '../../../locales/es-MX/promises.json' with { type: 'json' };
import reminders from '../../../locales/es-MX/reminders.json' with { type: 'json' };
import secretariats from '../../../locales/es-MX/secretariats.json' with { type: 'json' };
import site from '../../../locales/es-MX/site.json' with { type: 'json' };
import subscriptions from '../../../locales/es-MX/subscriptions.json' with { type: 'json' };
import territory from '../../../locales/es-MX/territory.json' with { type: 'json' };
import uploads from '../../../locales/es-MX/uploads.json' with { type: 'json' };

/** Every text of the interface. Spanish is the source: its keys are the keys there are. */
export const spanish = {
  accounts,
  administration,
  charts,
  commission,
  common,
  errors,
  factors,
  home,
  identity,
  ledger,
  mail,
  method,
  metrica,
  plans,
  site,
  subscriptions,
  territory,
  desk,
  imports,
  promises,
  reminders,
  secretariats,
  uploads,
};

/** The English texts; a key that Spanish has and English lacks does not compile. */
export const english: Shape<typeof spanish> = {
  accounts: accountsEn,
  administration: administrationEn,
  charts: chartsEn,
  commission: commissionEn,
  common: commonEn,
  errors: errorsEn,
  factors: factorsEn,
  home: homeEn,
  identity: identityEn,
  ledger: ledgerEn,
  mail: mailEn,
  method: methodEn,
  metrica: metricaEn,
  plans: plansEn,
  site: siteEn,
  subscriptions: subscriptionsEn,
  territory: territoryEn,
  desk: deskEn,
  imports: importsEn,
  promises: promisesEn,
  reminders: remindersEn,
  secretariats: secretariatsEn,
  uploads: uploadsEn,
};

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
