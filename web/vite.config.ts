import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { sharedParts } from './shared-parts.ts'

/** Set by `npm run dev`: the address to serve everything on, and the API behind it. */
const { HOST = '127.0.0.1', PORT = '5173', API_URL = 'http://localhost:3000' } = process.env

export default defineConfig({
  build: {
    modulePreload: {
      // The app's first file would name every chunk of every page. Its worker keeps them all, so that only a first visit
      // asks for them one after the other; styles still come with their page.
      resolveDependencies: (_file, files, { hostType }) =>
        hostType === 'js' ? files.filter((file) => file.endsWith('.css')) : files,
    },
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: { groups: sharedParts },
          },
        },
      },
    },
  },
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      // The locale is a part of the path (lib/i18n); nothing is kept in cookies or storage.
      strategy: ['globalVariable', 'baseLocale'],
      isServer: 'import.meta.env.SSR',
      emitReadme: false,
    }),
    sveltekit({
      // A component's few rules cost less inside the page than as a request of their own.
      inlineStyleThreshold: 6_000,
      adapter: adapter({ precompress: true }),
      // The offline shell is answered for addresses of any depth.
      paths: { relative: false },
      // hooks.server.ts compares origins itself: Kit can know only an origin that is fixed at build time.
      csrf: { trustedOrigins: ['*'] },
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // Kit's announcer of pages for screen readers hides itself with a style attribute.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
      // Our own registration asks before it updates; see lib/pwa.
      serviceWorker: { register: false },
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      outDir: '.svelte-kit/output/client',
      injectRegister: false,
      registerType: 'prompt',
      // Names the office, so it is answered by a route.
      manifest: false,
      injectManifest: {
        // A classic script runs in every browser that has service workers.
        rollupFormat: 'iife',
        globDirectory: '.svelte-kit/output/client',
        globPatterns: ['**/*.{js,css,woff2,svg}', 'icons/icon-192.png', 'icons/badge-96.png'],
        // Their names carry a hash of what is in them.
        dontCacheBustURLsMatching: /_app\/immutable\//,
      },
    }),
  ],
  css: { preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ['if-function'] } } },
  server: {
    host: HOST,
    port: Number(PORT),
    // PUBLIC_URL names this port, so another one would be wrong.
    strictPort: true,
    // The paths that api/server.ts answers itself. Streams pass as they come.
    proxy: { '^/(graphql|health|ready)(\\?|$)': { target: API_URL, xfwd: true } },
  },
})
