import { defineConfig, type UserConfig } from 'vite';

/** Where the build goes; `scripts/build.mjs` may name another folder. */
const dist = process.env.BUILD_DIR ?? 'dist';

const client: UserConfig = {
  publicDir: 'public',
  build: {
    outDir: `${dist}/client`,
    emptyOutDir: false,
    manifest: true,
    // The font stays a file of its own: it is preloaded and kept for ever.
    assetsInlineLimit: 0,
    target: 'es2022',
    rolldownOptions: {
      input: [
        'src/styles/main.scss',
        'src/browser/passkey.ts',
        'src/browser/verify-receipt.ts',
        ...(process.env.BUILD_RELOAD ? ['src/browser/reload.ts'] : []),
      ],
    },
  },
  css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: ['node_modules'] } } },
};

const server: UserConfig = {
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  ssr: {
    // Bundled, so that a start reads one file; what carries native or WebAssembly parts stays outside.
    noExternal: true,
    external: ['@electric-sql/pglite', 'pg', 'pino'],
  },
  build: {
    ssr: 'src/main.ts',
    outDir: `${dist}/server`,
    emptyOutDir: false,
    target: 'node24',
    sourcemap: true,
    minify: false,
    rolldownOptions: { output: { entryFileNames: '[name].js' } },
  },
};

export default defineConfig(({ mode }) => (mode === 'client' ? client : server));
