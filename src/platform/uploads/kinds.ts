/** The kinds of files that can be taken, told apart by what they hold. Tables as text and other text are one kind. */
export const fileKinds = {
  pdf: { contentType: 'application/pdf', extensions: ['pdf'] },
  png: { contentType: 'image/png', extensions: ['png'] },
  jpeg: { contentType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  webp: { contentType: 'image/webp', extensions: ['webp'] },
  gif: { contentType: 'image/gif', extensions: ['gif'] },
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
  },
  docx: {
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
  },
  ods: { contentType: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
  odt: { contentType: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  json: { contentType: 'application/json', extensions: ['json', 'geojson'] },
  xml: { contentType: 'application/xml', extensions: ['xml'] },
  text: { contentType: 'text/plain; charset=utf-8', extensions: ['csv', 'txt', 'tsv', 'md'] },
} as const;

export type FileKind = keyof typeof fileKinds;

/** Why a file is not taken, whatever it is for. */
export type Refusal =
  /** There is nothing in it. */
  | 'empty'
  /** It is of no kind that we know. */
  | 'unknown'
  /** It is a program. */
  | 'program'
  /** It is a page, a drawing or a document with programs in it. */
  | 'active'
  /** It is several kinds at once, or has something behind its end. */
  | 'mixed'
  /** It grows beyond measure when it is unpacked. */
  | 'bomb'
  /** It needs a password. */
  | 'locked'
  /** It begins like a kind that we know and does not go on like it. */
  | 'broken';

/** What a file is, or why it is not taken. */
export type Sniffed = { kind: FileKind } | { refused: Refusal };
