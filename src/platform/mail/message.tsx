import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { publicOrigin } from '../config/config.ts';
import { type Translate, translator } from '../i18n/i18n.ts';
import { localizedPath } from '../i18n/languages.ts';
import type { Services } from '../services.ts';
import type { LetterPart } from './letter.ts';
import type { Message } from './mailer.ts';
import type { StoredLetter } from './store.ts';
import { unsubscribePath, unsubscribeToken } from './unsubscribe.ts';
import { wrap } from './wrap.ts';

/** What stands below every letter: why one gets it, and how to get no more of its kind. */
interface Footer {
  reason: string;
  unsubscribe: { label: string; link: string } | undefined;
  home: string;
}

type Written = Pick<StoredLetter, 'lang' | 'subject' | 'body'>;

function asText(t: Translate, { body }: Written, absolute: (link: string) => string, footer: Footer): string {
  const part = (part: LetterPart): string => {
    if (typeof part === 'string') return wrap(part);
    if ('link' in part) return `${wrap(part.label)}:\n${absolute(part.link)}`;
    if ('code' in part) return `    ${part.code}`;
    return part.items
      .map(({ text, link }) => `* ${wrap(text, '  ')}${link ? `\n  ${absolute(link)}` : ''}`)
      .join('\n');
  };
  const { reason, unsubscribe, home } = footer;
  const leave = unsubscribe ? [`${wrap(unsubscribe.label)}:\n${unsubscribe.link}`] : [];
  return `${[t('mail:greeting'), ...body.map(part), `-- \n${wrap(reason)}`, ...leave, `Tequio\n${home}`].join('\n\n')}\n`;
}

/** Read by mail programs that know style sheets; the others show headings, paragraphs and links as they do. */
const styles = `
body { margin: 0; background: #fbf7ef; color: #1f1a17; font: 17px/1.5 'Atkinson Hyperlegible Next', Arial, sans-serif; }
.letter { max-width: 34em; margin: 0 auto; padding: 24px 16px; overflow-wrap: break-word; }
.from { margin: 0 0 24px; padding-bottom: 12px; border-bottom: 4px solid #1f1a17; font-weight: bold; font-size: 22px; }
h1 { margin: 0 0 16px; font-size: 24px; line-height: 1.25; }
p, ul { margin: 0 0 16px; }
a { color: #1e3a6d; }
.code { font: bold 28px/1.3 monospace; letter-spacing: 4px; }
.footer { margin-top: 32px; padding-top: 16px; border-top: 1px solid #e9e0d0; color: #5f574f; font-size: 15px; }
`;

function Part({ part, absolute }: { part: LetterPart; absolute: (link: string) => string }): Child {
  if (typeof part === 'string') return <p>{part}</p>;
  if ('link' in part)
    return (
      <p>
        <a href={absolute(part.link)}>{part.label}</a>
      </p>
    );
  if ('code' in part) return <p class="code">{part.code}</p>;
  return (
    <ul>
      {part.items.map(({ text, link }) => (
        <li>{link ? <a href={absolute(link)}>{text}</a> : text}</li>
      ))}
    </ul>
  );
}

function asHtml(t: Translate, letter: Written, absolute: (link: string) => string, footer: Footer): string {
  const { lang, subject, body } = letter;
  const { reason, unsubscribe, home } = footer;
  const html = (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>{subject}</title>
          <style>{raw(styles)}</style>
        </head>
        <body>
          <div class="letter" lang={lang}>
            <p class="from">Tequio</p>
            <h1>{subject}</h1>
            <p>{t('mail:greeting')}</p>
            {body.map((part) => (
              <Part part={part} absolute={absolute} />
            ))}
            <div class="footer">
              <p>{reason}</p>
              {unsubscribe && (
                <p>
                  <a href={unsubscribe.link}>{unsubscribe.label}</a>
                </p>
              )}
              <p>
                <a href={home}>{new URL(home).host}</a>
              </p>
            </div>
          </div>
        </body>
      </html>
    </>
  );
  return html.toString();
}

function reasonOf({ list, person }: StoredLetter) {
  if (list) return 'mail:reason.list';
  return person ? 'mail:reason.account' : 'mail:reason.address';
}

/** A letter as it goes out: the same words as text and as HTML, nothing fetched from elsewhere, nothing that reports back. */
export function messageOf(
  { config, secrets, mailer }: Pick<Services, 'config' | 'secrets' | 'mailer'>,
  letter: StoredLetter,
): Message {
  const { id, address, lang, subject, list, person, createdAt } = letter;
  const t = translator(lang);
  const origin = publicOrigin(config);
  const absolute = (link: string) => (link.startsWith('/') ? origin + link : link);
  const home = origin + localizedPath('/', lang);
  const query = list && person ? `?t=${unsubscribeToken(secrets, { list, person })}` : undefined;
  const footer: Footer = {
    home,
    reason: t(reasonOf(letter), { host: new URL(origin).host }),
    unsubscribe: query
      ? { label: t('mail:unsubscribe'), link: `${origin}${localizedPath(unsubscribePath, lang)}${query}` }
      : undefined,
  };
  const { from } = mailer;
  return {
    from,
    to: { name: '', address },
    envelope: { from: from.address, to: [address] },
    subject,
    date: createdAt,
    // The same in every attempt: a copy that a crash let out can be told for one.
    messageId: `<${id}@${from.address.split('@')[1]}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': lang,
      ...(query
        ? {
            // On one line: not every program that looks for it reads folded headers.
            'List-Unsubscribe': { prepared: true, value: `<${origin}${unsubscribePath}${query}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }
        : {}),
    },
    text: asText(t, letter, absolute, footer),
    html: asHtml(t, letter, absolute, footer),
  };
}
