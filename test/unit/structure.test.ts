import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const src = join(root, 'src');

interface Import {
  from: string;
  to: string;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/** The file below `src` that an import names, or undefined for a package or data file. */
function resolveImport(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#platform/')) return join(src, 'platform', specifier.slice('#platform/'.length));
  if (specifier.startsWith('#modules/')) return join(src, 'modules', specifier.slice('#modules/'.length));
  if (specifier.startsWith('.')) return resolve(dirname(file), specifier);
  return undefined;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, specifier = '']) => {
    const to = resolveImport(file, specifier);
    return to?.startsWith(src) ? [{ from: relative(src, file), to: relative(src, to) }] : [];
  });
}

/** The rooms of a module from the outside in; each may use what stands after it, never before. */
const rooms = [
  'index',
  'pages',
  'api',
  'views',
  'loader',
  'verify',
  'actions',
  'edition',
  'board',
  'store',
  'schema',
  'rules',
];

function place(path: string): { layer: string; module: string; room: string } {
  const [layer = '', module = '', room = ''] = path.split('/');
  return { layer, module, room: room.replace(/\.tsx?$/, '') };
}

function breach({ from, to }: Import): string | undefined {
  const a = place(from);
  const b = place(to);
  if (a.layer === 'platform' && b.layer !== 'platform') return 'the platform knows no module';
  if (a.layer !== 'modules') return undefined;
  if (b.layer !== 'modules') {
    if (a.room === 'rules') return 'rules use nothing but rules';
    return b.layer === 'platform' ? undefined : 'a module knows nothing of the whole';
  }
  if (a.module !== b.module) {
    if (a.room === 'rules') return 'rules use nothing but rules of their own module';
    return b.room === 'index' ? undefined : 'another module is reached only through its index.ts';
  }
  if (a.room === 'rules' && b.room !== 'rules') return 'rules use nothing but rules';
  if (b.room === 'index' && a.room !== 'index') return 'a room does not import the face of its own module';
  if (rooms.includes(a.room) && rooms.includes(b.room) && rooms.indexOf(a.room) > rooms.indexOf(b.room)) {
    return `${a.room} may not use ${b.room}`;
  }
  return undefined;
}

const all = sourcesBelow(src).flatMap(importsOf);

describe('the structure of the source', () => {
  it('is read: imports are found', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(all.some(({ from, to }) => from === 'app.ts' && to === 'modules/metrica/index.ts')).toBe(true);
  });

  it('knows a breach when it sees one', () => {
    expect(breach({ from: 'platform/http/x.ts', to: 'modules/metrica/index.ts' })).toBeDefined();
    expect(breach({ from: 'modules/a/rules/x.ts', to: 'platform/i18n/format.ts' })).toBeDefined();
    expect(breach({ from: 'modules/a/store.ts', to: 'modules/a/actions.ts' })).toBeDefined();
    expect(breach({ from: 'modules/a/pages.tsx', to: 'modules/b/store.ts' })).toBeDefined();
    expect(breach({ from: 'modules/a/pages.tsx', to: 'modules/b/index.ts' })).toBeUndefined();
    expect(breach({ from: 'modules/a/pages.tsx', to: 'modules/a/store.ts' })).toBeUndefined();
  });

  it('has imports that run one way', () => {
    const breaches = all.flatMap((one) => {
      const why = breach(one);
      return why ? [`${one.from} imports ${one.to}: ${why}`] : [];
    });
    expect(breaches).toEqual([]);
  });

  it('has no modules that import each other in a circle', () => {
    const uses = new Map<string, Set<string>>();
    for (const { from, to } of all) {
      const a = place(from);
      const b = place(to);
      if (a.layer !== 'modules' || b.layer !== 'modules' || a.module === b.module) continue;
      uses.set(a.module, (uses.get(a.module) ?? new Set()).add(b.module));
    }
    const reaches = (start: string, goal: string, seen = new Set<string>()): boolean =>
      [...(uses.get(start) ?? [])].some((next) => {
        if (next === goal) return true;
        if (seen.has(next)) return false;
        seen.add(next);
        return reaches(next, goal, seen);
      });
    expect([...uses.keys()].filter((module) => reaches(module, module))).toEqual([]);
  });

  it('keeps files to a size that can be read', () => {
    const long = sourcesBelow(src)
      .map((file) => ({ file: relative(src, file), lines: readFileSync(file, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });
});
