import { crc32, deflateRawSync } from 'node:zlib';

interface Part {
  name: string;
  content: string | Uint8Array;
  /** What the directory says its unpacked size is, where it does not tell the truth. */
  saidSize?: number;
  stored?: boolean;
  locked?: boolean;
}

/** A ZIP archive of these parts, as office programs write them. */
export function archiveOf(parts: readonly Part[], comment = ''): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, saidSize, stored, locked } of parts) {
    const bytes = Buffer.from(content as Uint8Array);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const path = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(locked ? 1 : 0, 2);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(saidSize ?? bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, path]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(20, 4);
    fields.copy(entry, 6, 0, 26);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, path);
    local.push(head, packed);
    offset += head.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...local, listed, end, Buffer.from(comment, 'latin1')]);
}

/** A spreadsheet with a sheet of these bytes, and whatever else is put into it. */
export function spreadsheet(sheet = '<worksheet/>', ...more: Part[]): Buffer {
  return archiveOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'xl/workbook.xml', content: '<workbook/>' },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
    ...more,
  ]);
}
