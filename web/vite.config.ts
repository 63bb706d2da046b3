import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { sharedParts } from './shared-parts.ts'

/** Set by `npm run dev`: host and port of the pages, and the URL of the API. */
const { HOST = '127.0.0.1', PORT = '5173', API_URL = 'http://localhost:3000' } = process.env

export default defineConfig({
  build: {
    modulePreload: {
      // Without preload lists for scripts, which would make the entry file list every chunk of every page. The service
      // worker caches them all, so only the first visit loads them one after the other. Styles are still preloaded.
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
      // Small style sheets are inlined, because that is cheaper than a request.
      inlineStyleThreshold: 6_000,
      adapter: adapter({ precompress: true }),
      // Absolute paths, because the offline shell is served for URLs of any depth.
      paths: { relative: false },
      // hooks.server.ts checks origins, because SvelteKit only allows an origin that is fixed at build time.
      csrf: { trustedOrigins: ['*'] },
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // SvelteKit's route announcer for screen readers is hidden by a style attribute.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
      // The app registers the service worker itself, to ask before an update; see lib/pwa.
      serviceWorker: { register: false },
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      outDir: '.svelte-kit/output/client',
      injectRegister: false,
      registerType: 'prompt',
      // The manifest contains the office's name, so a route renders it.
      manifest: false,
      injectManifest: {
        // A classic script works in every browser with service workers.
        rollupFormat: 'iife',
        globDirectory: '.svelte-kit/output/client',
        globPatterns: ['**/*.{js,css,woff2,svg}', 'icons/icon-192.png', 'icons/badge-96.png'],
        // Their names contain a hash of their content.
        dontCacheBustURLsMatching: /_app\/immutable\//,
      },
    }),
  ],
  css: { preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ['if-function'] } } },
  server: {
    host: HOST,
    port: Number(PORT),
    // PUBLIC_URL contains this port.
    strictPort: true,
    // The paths that api/server.ts handles itself, including streams.
    proxy: { '^/(graphql|health|ready)(\\?|$)': { target: API_URL, xfwd: true } },
  },
})
